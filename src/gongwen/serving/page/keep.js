// What this browser remembers: the draft, the unit's file, pictures. Nothing of it is kept by the server.

const PREFIX = "gongwen.";

export function keep(name, value) {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false; // full, or not allowed: the page goes on without
  }
}

export function kept(name) {
  try { return JSON.parse(localStorage.getItem(PREFIX + name)); } catch { return null; }
}

/** A picture as text that can be kept. */
export function asAddress(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The files of kept pictures. */
export function asFiles(pictures) {
  return pictures.map(({ name, data }) => {
    const [head, text] = data.split(",");
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new File([bytes], name, { type: /:(.*?);/.exec(head)[1] });
  });
}

/** Steps that can be taken back. */
export class Steps {
  constructor(most = 200) {
    this.most = most;
    this.done = [];
    this.undone = [];
  }

  /** Remember a state, if it is another than the last. */
  note(state) {
    const text = JSON.stringify(state);
    if (this.done[this.done.length - 1] === text) return;
    this.done.push(text);
    this.undone = [];
    if (this.done.length > this.most) this.done.shift();
  }

  back() {
    if (this.done.length < 2) return null;
    this.undone.push(this.done.pop());
    return JSON.parse(this.done[this.done.length - 1]);
  }

  again() {
    const text = this.undone.pop();
    if (!text) return null;
    this.done.push(text);
    return JSON.parse(text);
  }
}
