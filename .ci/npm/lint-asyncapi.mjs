// Fails where the file is not valid AsyncAPI 3, or the parser warns of anything but that a newer version exists.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const file = process.argv[2];
const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'), { source: file });
const ignored = new Set(['asyncapi-latest-version', 'asyncapi3-tags']);
const found = diagnostics.filter((diagnostic) => diagnostic.severity <= 1 && !ignored.has(diagnostic.code));
for (const { code, message, path } of found) {
  console.error(`${file}: ${code}: ${message} (${path.join('.')})`);
}
if (!document || found.length > 0) {
  process.exit(1);
}
console.log(`${file} is valid AsyncAPI`);
