import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventParser, type StreamEvent } from '../dist/event-parser.js';

function parsed(chunks: readonly Uint8Array[], id = ''): StreamEvent[] {
  const parser = new EventParser(id);
  return chunks.flatMap((chunk) => parser.read(chunk));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const STREAM =
  'retry: 2000\n\n: alive\n\nid: 2-1\nevent: accepted\ndata: {"lessonId":"Ü 𝄞 数"}\n\n' +
  'event: gap\r\ndata: {}\r\n\r\nid: 2-7\revent:rejected\rdata: a\rdata:  b\r\r: alive\n\ndata: last\n\n';

const EVENTS: StreamEvent[] = [
  { id: '2-1', event: 'accepted', data: '{"lessonId":"Ü 𝄞 数"}' },
  { id: '2-1', event: 'gap', data: '{}' },
  { id: '2-7', event: 'rejected', data: 'a\n b' },
  { id: '2-7', event: 'message', data: 'last' },
];

describe('event parser', () => {
  it('should read events wherever the bytes are split', () => {
    const all = bytes(STREAM);
    for (let at = 0; at <= all.length; at++) {
      assert.deepEqual(parsed([all.slice(0, at), all.slice(at)]), EVENTS, `split at ${at}`);
    }
  });

  it('should read events byte by byte', () => {
    assert.deepEqual(parsed(Array.from(bytes(STREAM), (byte) => Uint8Array.of(byte))), EVENTS);
  });

  it('should read events after a byte order mark', () => {
    assert.deepEqual(parsed([Uint8Array.of(0xef, 0xbb, 0xbf), bytes('data: a\n\n')]), [{ id: '', event: 'message', data: 'a' }]);
  });

  it('should not read an event that has not ended, nor one without data', () => {
    assert.deepEqual(parsed([bytes('event: accepted\n\nid: 1-1\ndata: cut o')], '0-9'), []);
  });

  it('should begin with the id that is known, and keep it where there is none', () => {
    assert.deepEqual(parsed([bytes('data: a\n\nid: 1\0\ndata: b\n\n')], '0-9').map((event) => event.id), ['0-9', '0-9']);
  });

  it('should take the pause that the server asks for', () => {
    const parser = new EventParser('');
    parser.read(bytes('retry: soon\n\n'));
    assert.equal(parser.retryMillis, undefined);
    parser.read(bytes('retry: 2000\n\nretry\n\n'));
    assert.equal(parser.retryMillis, 2_000);
  });
});
