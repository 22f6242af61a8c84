/** A server-sent event as it was in the stream. */
export interface StreamEvent {
  /** The last id that the stream has had. */
  id: string;
  event: string;
  data: string;
}

/** Reads server-sent events from bytes, wherever those are split. The rules are those of the HTML standard. */
export class EventParser {
  /** What the server says how long to wait before a reconnection. */
  retryMillis: number | undefined;
  private readonly decoder = new TextDecoder();
  private rest = '';
  private event = '';
  private data: string[] = [];

  constructor(private id: string) {}

  /** The events that end in these bytes. */
  read(bytes: Uint8Array): StreamEvent[] {
    // A CR at the end may be half of a CR LF.
    const lines = (this.rest + this.decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): StreamEvent[] {
    if (line === '') {
      return this.dispatch();
    }
    const colon = line.indexOf(':');
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (colon < 0 ? line : line.slice(0, colon)) {
      case 'event':
        this.event = value;
        break;
      case 'data':
        this.data.push(value);
        break;
      case 'id':
        this.id = value.includes('\0') ? this.id : value;
        break;
      case 'retry':
        this.retryMillis = /^\d{1,9}$/.test(value) ? Number(value) : this.retryMillis;
        break;
      default: // A comment, or a field of a later standard.
    }
    return [];
  }

  private dispatch(): StreamEvent[] {
    const { id, event, data } = this;
    this.event = '';
    this.data = [];
    return data.length === 0 ? [] : [{ id, event: event || 'message', data: data.join('\n') }];
  }
}
