import './user-text.css';

/**
 * User-entered text on one line: truncated where space is short, complete in its tooltip, and
 * isolated from the surrounding direction.
 */
export function UserText({ children, className = '' }: { children: string; className?: string }) {
  return (
    <bdi className={`user-text ${className}`} title={children} dir="auto">
      {children}
    </bdi>
  );
}
