/** A self-signed key and certificate for this run. PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Valid for `localhost`, `127.0.0.1` and `::1`, for a day. */
export async function selfSignedCertificate(): Promise<Certificate> {
  // Imported on demand: it is large, and most servers use plain HTTP.
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
