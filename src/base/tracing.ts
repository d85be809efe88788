import type { Span } from '@opentelemetry/api';
import { register } from 'import-in-the-middle/register-hooks.mjs';

/**
 * Sends OpenTelemetry traces of requests and statements to an OTLP collector. Must be called before anything that it
 * watches is imported. Statements are told without their values, requests without what was asked and who asked.
 * Returns what sends the rest and ends it.
 */
export async function startTracing(endpoint: string, version: string): Promise<() => Promise<void>> {
  register();
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
    autoDetectResources: false,
    resource: resources.resourceFromAttributes({ 'service.name': 'plumb', 'service.version': version }),
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }),
    // Measures are read at /metrics and logs on standard output: neither is sent.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url }) => /^\/(health|ready|metrics)$/.test(url ?? ''),
        applyCustomAttributesOnSpan: leaveOutPeople,
      }),
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
      new FastifyOtelInstrumentation({
        registerOnInitialization: true,
        instrumentHooks: false,
        requestHook: (span, request) => void span.setAttribute('url.path', request.url.split('?', 1)[0] ?? ''),
      }),
    ],
  });
  sdk.start();
  return () => sdk.shutdown();
}

/** Query strings hold what people look for, and addresses lead to people. */
function leaveOutPeople(span: Span): void {
  for (const name of ['url.query', 'url.full', 'client.address', 'network.peer.address']) span.setAttribute(name, '');
}
