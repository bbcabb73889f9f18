#!/usr/bin/env python3
"""Measures the server with a folder of very many briefs.  tests/bench/tub.py SERVER FOLDER

Starts it without and with an index on disk, then types while files are read, and prints what a user waits for. Time of the processor is
that of the server; compare only figures of one run.
"""
import json, os, queue, statistics, subprocess, sys, tempfile, threading, time
from pathlib import Path

WORDS = ["deterrence", "nuclear war", "sanctions russia", "congress policy", "trade growth risk", "choi", "germany", "the"]


class Server:
    def __init__(self, command, folder, cache):
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        self.started = time.perf_counter()
        self.process = subprocess.Popen([command, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment)
        self.messages, self.requests, self.indexed = queue.Queue(), 0, None
        threading.Thread(target=self._read, daemon=True).start()
        uri = Path(folder).absolute().as_uri()
        capabilities = {"window": {"workDoneProgress": True}, "textDocument": {"diagnostic": {}}}
        self.call("initialize", {"processId": None, "rootUri": uri, "workspaceFolders": [{"uri": uri, "name": "tub"}],
                                 "capabilities": capabilities})
        self.notify("initialized", {})

    def _read(self):
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                name, value = line.split(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            self.messages.put((time.perf_counter(), json.loads(self.process.stdout.read(length))))

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def take(self, seconds):
        """The next message, after what has to be done with it."""
        at, message = self.messages.get(timeout=seconds)
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        if message.get("method") == "$/progress" and message["params"]["value"]["kind"] == "end":
            self.indexed = at
        return at, message

    def call(self, method, params):
        """The answer, and how many milliseconds it took."""
        self.requests += 1
        begun = time.perf_counter()
        self._send({"id": self.requests, "method": method, "params": params})
        while True:
            at, message = self.take(600)
            if message.get("id") == self.requests and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"], (at - begun) * 1e3

    def processor(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, kind):
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))

    def stop(self):
        self.call("shutdown", None)
        self.notify("exit", None)
        self.process.wait(60)


def percentiles(times):
    times = sorted(times)
    return f"p50 {statistics.median(times):.1f} ms, p99 {times[min(len(times) - 1, len(times) * 99 // 100)]:.1f} ms"


def type_while(server, brief, is_busy):
    """Types letters into the first body of a brief, and waits for the diagnostics after each."""
    uri, text = brief.absolute().as_uri(), brief.read_text()
    number = next(number for number, line in enumerate(text.split("\n")) if len(line) > 400)
    server.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "debate", "version": 1, "text": text}})
    result, _ = server.call("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    times = []
    while is_busy() and len(times) < 1000:
        at = {"line": number, "character": 10}
        server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": len(times) + 2},
                                                 "contentChanges": [{"range": {"start": at, "end": at}, "text": "a"}]})
        result, taken = server.call("textDocument/diagnostic",
                                    {"textDocument": {"uri": uri}, "previousResultId": result.get("resultId")})
        times.append(taken)
        time.sleep(0.02)
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    return times


def main():
    command, folder = sys.argv[1:]
    brief = next(path for path in sorted(Path(folder).rglob("*.debate")))
    with tempfile.TemporaryDirectory() as cache:
        for name in ["cold", "warm"]:
            server = Server(command, folder, cache)
            symbols = []
            while not symbols:
                symbols, _ = server.call("workspace/symbol", {"query": "war"})
                symbols or time.sleep(0.01)
            first = time.perf_counter() - server.started
            while server.indexed is None and name == "cold":
                server.take(600)
            still = True
            while still:
                still = server.call("debate/find", {"words": "war"})[0]["stillReading"]
                time.sleep(0.05 if still else 0)
            ready = (server.indexed or time.perf_counter()) - server.started
            print(f"{name}: first symbol after {first:.2f} s, all files after {ready:.1f} s, "
                  f"{server.processor():.1f} s of the processor, {server.memory('VmHWM'):.0f} MB at most")
            find = [server.call("debate/find", {"words": words})[1] for _ in range(25) for words in WORDS]
            print(f"find: {percentiles(find)}")
            symbol = [server.call("workspace/symbol", {"query": words})[1] for _ in range(25) for words in WORDS]
            print(f"symbols: {percentiles(symbol)}, {server.memory('VmRSS'):.0f} MB now", flush=True)
            server.stop()
        print(f"index: {sum(f.stat().st_size for f in Path(cache).rglob('*') if f.is_file()) / 1e6:.0f} MB on disk")
    with tempfile.TemporaryDirectory() as cache:
        server = Server(command, folder, cache)
        times = type_while(server, brief, lambda: server.indexed is None)
        print(f"key while files are read: {percentiles(times)} ({len(times)} keys)")
        server.process.kill()


main()
