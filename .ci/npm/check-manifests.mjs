// Holds manifests against Kubernetes' schemas; fails where one is wrong, or has a field that the schema does not know.
// usage: node check-manifests.mjs DIRECTORY   whose kustomization.yaml names them
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const schemas = join(fileURLToPath(new URL('.', import.meta.url)), 'node_modules/kubernetes-models/_schemas');

// apps/v1 Deployment has its schema in IoK8sApiAppsV1Deployment.
function schemaOf({ apiVersion, kind }) {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  return require(join(schemas, `IoK8sApi${capital(group.split('.')[0])}${capital(version)}${kind}.js`)).validate;
}

// The value, and in `unread` each path in it that nobody has looked at: a schema looks at every field that it knows.
function watched(value, path, unread) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const children = new Map();
  Object.keys(value).forEach((key) => {
    unread.add(`${path}/${key}`);
    children.set(key, watched(value[key], `${path}/${key}`, unread));
  });
  return new Proxy(value, {
    get(target, key) {
      unread.delete(`${path}/${String(key)}`);
      return children.has(key) ? children.get(key) : target[key];
    },
    ownKeys(target) {
      children.forEach((child, key) => unread.delete(`${path}/${key}`));
      return Reflect.ownKeys(target);
    },
  });
}

function problems(document) {
  const unread = new Set();
  const validate = schemaOf(document);
  const isValid = validate(watched(document, '', unread));
  const wrong = isValid ? [] : validate.errors.map((error) => `${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}`);
  return [...wrong, ...[...unread].map((path) => `${path}: not a field of ${document.kind}`)];
}

const directory = process.argv[2];
const { resources } = parse(readFileSync(join(directory, 'kustomization.yaml'), 'utf8'));
let failed = false;
for (const file of resources) {
  for (const document of parseAllDocuments(readFileSync(join(directory, file), 'utf8')).map((parsed) => parsed.toJS())) {
    for (const problem of problems(document)) {
      console.error(`${file}: ${document.kind} ${document.metadata.name}: ${problem}`);
      failed = true;
    }
  }
}
if (failed) {
  process.exit(1);
}
console.log(`${directory}: ${resources.length} files are valid Kubernetes manifests`);
