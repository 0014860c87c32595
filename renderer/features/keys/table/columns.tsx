import { createColumnHelper } from '@tanstack/react-table';
import type { KeyEntry } from '../store/key-entry';
import { ActionsCell } from './actions-cell';
import { CreatedCell, ExpiresCell, LastUsedCell, RotateByCell } from './date-cells';
import type { Features } from './features';
import { NameCell } from './name-cell';
import { ScopesCell } from './scopes-cell';
import { StatusCell } from './status-cell';
import { EnvironmentCell, TextCell } from './text-cells';

const helper = createColumnHelper<Features, KeyEntry>();

/** The columns in their order. The words of a header are found by column id. */
export const columns = helper.columns([
  helper.accessor('nameOrder', {
    id: 'name',
    sortDescFirst: false,
    cell: ({ row }) => <NameCell entry={row.original} />,
  }),
  helper.accessor('scopeText', {
    id: 'scopes',
    sortDescFirst: false,
    cell: ({ row }) => <ScopesCell scopes={row.original.key.scopes} />,
  }),
  helper.accessor((entry) => entry.key.enabled, {
    id: 'status',
    sortDescFirst: false,
    cell: ({ row }) => <StatusCell entry={row.original} />,
  }),
  helper.accessor((entry) => entry.key.integration, {
    id: 'integration',
    sortDescFirst: false,
    cell: ({ row }) => <TextCell text={row.original.key.integration} />,
  }),
  helper.accessor((entry) => entry.key.environment, {
    id: 'environment',
    sortDescFirst: false,
    cell: ({ row }) => <EnvironmentCell environment={row.original.key.environment} />,
  }),
  helper.accessor((entry) => entry.key.owner, {
    id: 'owner',
    sortDescFirst: false,
    cell: ({ row }) => <TextCell text={row.original.key.owner} />,
  }),
  helper.accessor((entry) => entry.key.createdBy, {
    id: 'createdBy',
    sortDescFirst: false,
    cell: ({ row }) => <TextCell text={row.original.key.createdBy} />,
  }),
  helper.accessor('createdAt', {
    id: 'createdAt',
    sortDescFirst: true,
    cell: ({ row }) => <CreatedCell entry={row.original} />,
  }),
  helper.accessor('lastUsedAt', {
    id: 'lastUsedAt',
    sortDescFirst: true,
    cell: ({ row }) => <LastUsedCell entry={row.original} />,
  }),
  helper.accessor('expiresAt', {
    id: 'expiresAt',
    sortDescFirst: false,
    cell: ({ row }) => <ExpiresCell entry={row.original} />,
  }),
  helper.accessor((entry) => entry.key.rotateEvery, {
    id: 'rotateBy',
    sortDescFirst: false,
    cell: ({ row }) => <RotateByCell apiKey={row.original.key} />,
  }),
  helper.display({
    id: 'actions',
    cell: ({ row }) => <ActionsCell apiKey={row.original.key} />,
  }),
]);
