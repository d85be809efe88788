import { register } from 'node:module';

/**
 * Sends OpenTelemetry traces of requests and statements to an OTLP collector. Must be called before anything that it
 * watches is imported. Statements are told without their values. Returns what sends the rest and ends it.
 */
export async function startTracing(endpoint: string, version: string): Promise<() => Promise<void>> {
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
  const [
    { NodeSDK, resources },
    { OTLPTraceExporter },
    { HttpInstrumentation },
    { PgInstrumentation },
    { FastifyOtelInstrumentation },
  ] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@fastify/otel'),
  ]);
  const sdk = new NodeSDK({
    resource: resources.resourceFromAttributes({ 'service.name': 'plumb', 'service.version': version }),
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }),
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => /^\/(health|ready|metrics)$/.test(url ?? '') }),
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
      new FastifyOtelInstrumentation({ registerOnInitialization: true, instrumentHooks: false }),
    ],
  });
  sdk.start();
  return () => sdk.shutdown();
}
