-- SPDX-FileCopyrightText: 2026 The Lathe authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- W1's session for Ardour, but for its sound, which ardour.py adds: Lua can import none without a window.
-- Usage: ardour7-lua ardour-session.lua FOLDER NAME TRACKS

local folder, name, tracks = arg[1], arg[2], tonumber (arg[3])

AudioEngine:set_backend ("None (Dummy)", "", "")
local session = create_session (folder, name, 48000)
assert (session, "no session")

-- Values by the number of the control among the plug-in's own.
local function add_effect (route, uri, place, values)
  local effect = ARDOUR.LuaAPI.new_plugin (session, uri, ARDOUR.PluginType.LV2, "")
  assert (not effect:isnil (), uri .. " is not installed")
  assert (route:add_processor_by_index (effect, place, nil, true) == 0, uri .. " does not fit")
  for number, value in pairs (values) do
    assert (ARDOUR.LuaAPI.set_processor_param (effect, number, value), uri .. " has no such control")
  end
end

local function set (control, value)
  control:set_value (value, PBD.GroupControlDisposition.NoGroup)
end

local function db (value)
  return 10 ^ (value / 20)
end

local order = ARDOUR.PresentationInfo.max_order
local bus = session:new_audio_route (2, 2, nil, 1, "Reverb", ARDOUR.PresentationInfo.Flag.AudioBus, order):front ()
add_effect (bus, "urn:ardour:a-reverb", 0, { [0] = 1.0 })

local sending = ARDOUR.RouteListPtr ()
for i = 0, tracks - 1 do
  local track = session:new_audio_track (2, 2, nil, 1, string.format ("Track %d", i + 1), order, ARDOUR.TrackMode.Normal, true):front ()
  -- Four bells, the two shelves off.
  add_effect (track, "urn:ardour:a-eq", 0, {
    [2] = 80, [3] = 3 - i % 5, [5] = 350, [6] = -2.5, [8] = 1800, [9] = 1.5 + i % 3, [11] = 9000, [12] = 2, [17] = 0, [22] = 0,
  })
  add_effect (track, "urn:ardour:a-comp", 1, { [3] = 3, [4] = -24, [5] = 3 })
  set (track:gain_control (), db (-12 - i % 4))
  set (track:pan_azimuth_control (), 0.5 + (i % 9 - 4) / 10)
  sending:push_back (track)
end
session:add_internal_sends (bus, ARDOUR.Placement.PostFader, sending)
for track in sending:iter () do
  set (track:send_level_controllable (0), db (-12))
end

session:save_state ("", false, false, false, false, false)
close_session ()
quit ()
