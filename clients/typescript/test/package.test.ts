import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import ts from 'typescript';

/** Each example of the README is a module of its own. */
function examples(): string[] {
  const blocks = readFileSync('README.md', 'utf8').matchAll(/```ts\n(.*?)```/gs);
  return Array.from(blocks, ([, code], at) => {
    const file = `target/example-${at}.ts`;
    writeFileSync(file, code!);
    return file;
  });
}

function errors(files: string[], environment: ts.CompilerOptions): string[] {
  const options = {
    ...environment,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

describe('package', () => {
  it('should have examples that compile in browsers and in Node', () => {
    const files = examples();
    assert.ok(files.length >= 5);
    assert.deepEqual(errors(files, { lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [], skipLibCheck: true }), []);
    assert.deepEqual(errors(files, { lib: ['lib.es2022.d.ts'], types: ['node'] }), []);
  });

  it('should need nothing at run time, and be as small as the README says', () => {
    const built = bundle("export * from './dist/index.js'");
    const [, minified, zipped] = /is (\d+) KiB minified \((\d+) KiB in gzip\)/.exec(readFileSync('README.md', 'utf8'))!;
    assert.equal(Math.ceil(built.length / 1024), Number(minified));
    assert.equal(Math.ceil(gzipSync(built).length / 1024), Number(zipped));
    assert.equal('dependencies' in JSON.parse(readFileSync('package.json', 'utf8')), false);
  });

  it('should leave out what is not used', () => {
    assert.match(bundle("export * from './dist/index.js'"), /indexedDB/);
    assert.doesNotMatch(bundle("export { OncemarkClient } from './dist/index.js'"), /indexedDB/);
  });
});

function bundle(contents: string): string {
  const options = { bundle: true, minify: true, format: 'esm', write: false } as const;
  return buildSync({ ...options, stdin: { contents, resolveDir: '.' } }).outputFiles[0]!.text;
}
