import './user-text.css';

/**
 * Text that somebody typed, on one line: cut off where there is no room, whole in its tooltip, and with its
 * direction marks kept inside.
 */
export function UserText({ children, className = '' }: { children: string; className?: string }) {
  return (
    <bdi className={`user-text ${className}`} title={children} dir="auto">
      {children}
    </bdi>
  );
}
