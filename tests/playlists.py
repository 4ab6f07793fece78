"""Texts that point elsewhere, each with a place for the port of a server that counts its callers."""

PLAYLISTS = {
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:%d/a.ts\n#EXT-X-ENDLIST\n",
    "dash": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>http://127.0.0.1:%d/</BaseURL></MPD>',
    "pls": b"[playlist]\nFile1=http://127.0.0.1:%d/a\n",
    "asx": b'<asx version="3.0"><entry><ref href="http://127.0.0.1:%d/a"/></entry></asx>',
    "with a mark": b"\xef\xbb\xbf#EXTM3U\nhttp://127.0.0.1:%d/a\n",
    "concat": b"ffconcat version 1.0\nfile http://127.0.0.1:%d/a\n",
    "reference movie": b"[Reference]\nRef1=http://127.0.0.1:%d/a\n",
}
