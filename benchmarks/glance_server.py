# SPDX-License-Identifier: Apache-2.0
"""OpenStack Glance's API server for one measurement: its own folder, its own port, stopped with us."""
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

STORES = ("a", "b", "c")
PASTE = "/etc/glance/glance-api-paste.ini"
START_SECONDS = 120
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)

# Without Keystone. Debian's pipeline without it is not enough: an import's task needs an owner. So the
# caller's headers are believed, as they are behind Keystone's middleware.
PIPELINE = """
[pipeline:glance-api-benchmark]
pipeline = healthcheck versionnegotiation context rootapp
"""

CONFIG = """\
[DEFAULT]
bind_host = 127.0.0.1
bind_port = {port}
workers = 0
log_file = {folder}/api.log
enabled_backends = {backends}
enabled_import_methods = [glance-direct,web-download,copy-image]
worker_self_reference_url = http://127.0.0.1:{port}
[database]
connection = sqlite:///{folder}/glance.sqlite
[glance_store]
default_backend = a
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[oslo_concurrency]
lock_path = {folder}/lock
[paste_deploy]
flavor = benchmark
config_file = {folder}/paste.ini
"""


class GlanceError(Exception):
    """Glance is missing, or did not do what it was asked; one line for the user."""


def require():
    """Refuses where Glance is not installed."""
    missing = [name for name in ("glance-api", "glance-manage") if shutil.which(name) is None]
    missing += [] if os.path.exists(PASTE) else [PASTE]
    if missing:
        raise GlanceError(f"no {', no '.join(missing)}: on Debian 12, "
                          "apt-get install --no-install-recommends glance-api")


def end_as_interrupted():
    """A termination or a hang-up ends the script like Ctrl-C, so that the server and its folder go."""
    def end(number, frame):
        raise KeyboardInterrupt
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)


class GlanceServer:
    """A running server, until the end of the `with`. Database, staging and stores are in one new folder."""

    def __init__(self, out):
        require()
        self.folder = tempfile.mkdtemp(prefix="glance-", dir=out)
        self.process = None

    def __enter__(self):
        try:
            self._configure()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *reason):
        if self.process is not None and self.process.poll() is None:
            # SIGKILL: nothing of it is kept, and it takes seconds to finish what it has begun.
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def require_alive(self):
        if self.process.poll() is not None:
            raise GlanceError(f"glance-api ended with {self.process.returncode}: {self._last_line()}")

    def _configure(self):
        for name in ("staging", "tasks", "lock") + STORES:
            os.mkdir(self.path(name))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        backends = ",".join(f"{name}:file" for name in STORES)
        with open(self.path("glance-api.conf"), "w") as out:
            out.write(CONFIG.format(port=self.port, folder=self.folder, backends=backends))
            for name in STORES:
                out.write(f"[{name}]\nfilesystem_store_datadir = {self.path(name)}\n")
        shutil.copy(PASTE, self.path("paste.ini"))
        with open(self.path("paste.ini"), "a") as out:
            out.write(PIPELINE)

    def _start(self):
        config = ("--config-file", self.path("glance-api.conf"))
        with open(self.path("output.log"), "w") as log:
            if subprocess.run(["glance-manage", *config, "db_sync"], stdout=log, stderr=log).returncode:
                raise GlanceError(f"glance-manage db_sync: {self._last_line()}")
            # Its own session, since Ctrl-C is ours to handle; and it dies with us, even if we are killed.
            self.process = subprocess.Popen(
                ["glance-api", *config], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        deadline = time.monotonic() + START_SECONDS
        while not self._healthy():
            self.require_alive()
            if time.monotonic() > deadline:
                raise GlanceError(f"glance-api does not answer after {START_SECONDS} s: {self._last_line()}")
            time.sleep(0.1)

    def _healthy(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthcheck", timeout=10):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def _last_line(self):
        for name in ("output.log", "api.log"):
            if os.path.exists(self.path(name)):
                with open(self.path(name), errors="replace") as log:
                    lines = log.read().split("\n")
                found = [line for line in lines if line.strip()]
                if found:
                    return found[-1][:300]
        return "it logged nothing"
