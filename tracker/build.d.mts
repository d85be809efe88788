import type { BuildOptions } from 'esbuild';

export declare const trackerLimit: number;
export declare const trackerBuild: BuildOptions;
