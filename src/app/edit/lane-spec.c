// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// By the row itself: an effect's switch may be called "pan" too.
// Layer: app.

#include "app/edit/lane-spec.h"

#include "session/strip.h"

LtValueSpec
lt_lane_spec (const LtAutomationTarget *target)
{
  const LtParamSpec *row = target->row;
  LtValueSpec        spec;

  if (row == &lt_strip_rows[LT_STRIP_FADER] || row == &lt_send_rows[LT_SEND_LEVEL])
    spec = lt_value_spec_fader ();
  else if (row == &lt_strip_rows[LT_STRIP_PAN] || row == &lt_strip_rows[LT_STRIP_PAN_LEFT] || row == &lt_strip_rows[LT_STRIP_PAN_RIGHT]
           || row == &lt_send_rows[LT_SEND_PAN])
    spec = lt_value_spec_pan ();
  else if (row == &lt_strip_rows[LT_STRIP_WIDTH])
    spec = lt_value_spec_width ();
  else
    return lt_value_spec_from_param (row);
  spec.def = row->def;
  return spec;
}

LtValueSpec
lt_lane_spec_of_copy (const LtLaneCopy *copy)
{
  return copy->is_fader ? lt_value_spec_fader () : lt_value_spec_from_param (&copy->row);
}
