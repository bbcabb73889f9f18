// Replaces a native module that is not compiled here. Writes the workbench's logs, in which a test looks for errors of
// the extension hosts.

const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];

class Logger {
  #file;
  #level = LEVELS.indexOf('info');
  #plain = false;

  constructor(_type, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** The lines of an output channel have no date. */
  clearFormatters() {
    this.#plain = true;
  }

  setPattern() {}

  flush() {}

  drop() {}

  write(level, message) {
    if (LEVELS.indexOf(level) < this.#level) return;
    appendFileSync(this.#file, this.#plain ? message : `${new Date().toISOString()} [${level}] ${message}\n`);
  }
}

for (const level of LEVELS.slice(0, -1)) {
  Logger.prototype[level] = function (message) {
    this.write(level, message);
  };
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
