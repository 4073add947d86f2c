import type { Plugin } from 'vite';

/** A plugin for rolldown and for vite. */
export function validators(): Plugin;
