#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How streaming services would play a file. Prints TAP. The program is named by $LATHE.

from lathe_cli import load, main, ok, refused, test, write_wav


def near(a, b):
    return abs(a - b) < 1e-6


@test
def services_say_what_they_would_do():
    write_wav("tone.wav", seconds=4.0, rate=48000, channels=2, kind=997.0)
    plain, measured = load("measure", "tone.wav"), load("measure", "tone.wav", "--services")
    rows = {row["service"]: row for row in measured.pop("services")}
    assert plain == measured and "services" not in plain
    loudness, peak, samples = measured["integrated_lufs"], measured["true_peak_dbtp"], measured["sample_peak_dbfs"]
    assert set(rows) == {"spotify-loud", "spotify", "spotify-quiet", "youtube", "youtube-music", "apple", "tidal", "amazon", "deezer", "soundcloud"}
    for row in rows.values():
        wanted = row["target_lufs"] - loudness
        room = {"never": 0.0, "headroom": max((-1.0 if row["service"].startswith("spotify") else 0.0) - peak, 0.0), "limiter": wanted}[row["up"]]
        assert near(row["gain_db"], wanted if wanted < 0 else min(wanted, room)), row
        assert near(row["played_lufs"], loudness + row["gain_db"]) and near(row["played_true_peak_dbtp"], peak + row["gain_db"]), row
        assert near(row["below_target_lu"], max(wanted - row["gain_db"], 0.0)), row
        assert near(row["limited_db"], max(samples + row["gain_db"] + 1.0, 0.0) if row["up"] == "limiter" else 0.0), row
        assert row["date"] and row["source"] and row["basis"] in ("official", "measured", "second-hand") and row["album"] in ("track", "album", "both"), row
    said = ok("measure", "tone.wav", "--services").out
    assert "Spotify, normal" in said and "the service says so, 2026-09" in said, said
    assert "Spotify" not in ok("measure", "tone.wav").out


@test
def silence_is_left_as_it_is():
    write_wav("silence.wav", seconds=2.0, rate=48000, channels=2, level=0.0)
    assert all(row["gain_db"] == 0 and row["played_lufs"] is None for row in load("measure", "silence.wav", "--services")["services"])
    assert "loudness is not known" in ok("measure", "silence.wav", "--services").out


@test
def a_missing_file_is_said():
    refused(1, "measure", "nowhere.wav", "--services", says="nowhere.wav")


main()
