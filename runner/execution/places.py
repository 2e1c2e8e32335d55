"""Where IP addresses are: a database of MaxMind's on this machine."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError, missing_extra

if TYPE_CHECKING:
    import maxminddb


class Places:
    """A file such as `GeoLite2-City.mmdb`; it is opened when the first address is looked up."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = Lock()
        self._reader: maxminddb.Reader | None = None

    def find(self, address: str) -> dict[str, Any] | None:
        """What the file knows of an address, in its own form; None where that is nothing.

        Raises:
            ScriptError: the text is no address, the file cannot be read, or the extra `geoip` is not
                installed.
        """
        try:
            ip = ip_address(address)
        except ValueError:
            raise ScriptError(f'"{address}" is no IP address', kind="inputerror") from None
        reader = self._opened()
        from maxminddb import InvalidDatabaseError

        try:
            found = reader.get(ip)
        except ValueError:  # one of IPv6, in a file of IPv4 alone
            return None
        except InvalidDatabaseError:
            raise ScriptError(f"the file of places {self.file} is damaged; get it anew") from None
        return found if isinstance(found, dict) else None

    def close(self) -> None:
        """Close the file."""
        if self._reader is not None:
            self._reader.close()

    def _opened(self) -> maxminddb.Reader:
        with self._lock:
            if self._reader is None:
                try:
                    from maxminddb import InvalidDatabaseError, open_database
                except ImportError:
                    raise missing_extra("`util.ip_lookup`", "geoip") from None
                try:
                    self._reader = open_database(self.file)
                except OSError as error:
                    message = f"the file of places {self.file} cannot be read: {error.strerror}"
                    raise ScriptError(message) from None
                except InvalidDatabaseError:
                    message = f"{self.file} is no database of MaxMind's, such as GeoLite2-City.mmdb"
                    raise ScriptError(message) from None
            return self._reader
