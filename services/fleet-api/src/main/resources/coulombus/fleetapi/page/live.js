// One WebSocket for the whole page. It reconnects by itself and tells listeners when the line is lost, so that nobody shows old
// values as live.

const SILENCE_MILLIS = 5000;
const LONGEST_WAIT_MILLIS = 10000;

export class Live extends EventTarget {
  #socket = null;
  #wanted = new Map();
  #waitMillis = 500;
  #lastHeard = 0;
  connected = false;
  lostAt = null;

  start() {
    this.#connect();
    setInterval(() => this.#watch(), 1000);
  }

  // Keeps a subscription over reconnects. `message` is what the server wants to hear, or a function that makes it anew each time.
  subscribe(topic, message) {
    this.#wanted.set(topic, message);
    this.#send(message);
  }

  unsubscribe(topic) {
    if (this.#wanted.delete(topic)) {
      this.#send({ unsubscribe: topic });
    }
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(typeof message === "function" ? message() : message));
    }
  }

  #connect() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/live`);
    this.#socket = socket;
    this.#lastHeard = performance.now();
    socket.onopen = () => {
      this.#waitMillis = 500;
      this.connected = true;
      this.lostAt = null;
      this.#wanted.forEach((message) => this.#send(message));
      this.dispatchEvent(new Event("connected"));
    };
    socket.onmessage = (event) => {
      this.#lastHeard = performance.now();
      const message = JSON.parse(event.data);
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    };
    socket.onclose = () => this.#lost(socket);
  }

  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    if (this.connected || this.lostAt === null) {
      this.connected = false;
      this.lostAt = new Date();
      this.dispatchEvent(new Event("lost"));
    }
    setTimeout(() => this.#connect(), this.#waitMillis);
    this.#waitMillis = Math.min(this.#waitMillis * 2, LONGEST_WAIT_MILLIS);
  }

  // A line that is cut without a goodbye stays open for minutes; the server says something every two seconds.
  #watch() {
    const socket = this.#socket;
    if (socket && performance.now() - this.#lastHeard > SILENCE_MILLIS) {
      this.#lost(socket);
      socket.close();
    }
  }
}
