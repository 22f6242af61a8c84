'use strict';

// Without a last slash; relative, so that all of it works at whatever path a proxy has it.
const here = new URL('.', location.href).href.replace(/\/$/, '');

// Requests go to where this page came from, whatever servers the contract names.
const thisServer = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (spec) => update({ ...spec, servers: [{ url: here }] }),
      },
    },
  },
});

SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#reference',
  plugins: [thisServer],
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // The token is kept in memory only, and no other server is asked for anything.
  persistAuthorization: false,
  queryConfigEnabled: false,
  validatorUrl: null,
});
