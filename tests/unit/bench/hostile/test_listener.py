import socket
from urllib.parse import urlsplit

from bench.hostile.listener import Listener
from bench.hostile.neighbours import wait_for


def test_each_visitor_is_counted() -> None:
    with Listener() as listener:
        where = urlsplit(listener.address)
        assert where.hostname == "127.0.0.1"
        for _ in range(3):
            socket.create_connection((where.hostname, where.port or 0)).close()
        assert wait_for(lambda: listener.connections == 3, 10)
