/** A key and a certificate that nobody vouches for, made for this run. PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Good for `localhost`, `127.0.0.1` and `::1`, for a day. */
export async function selfSignedCertificate(): Promise<Certificate> {
  // Loaded on need: it is large, and most servers speak plain HTTP.
  const { generate } = await import('selfsigned');
  const day = 86_400_000;
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + day),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key, cert };
}
