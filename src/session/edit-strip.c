// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of a strip's own values: level, place, output, name.
// Layer: session.

#include "session/edit-strip.h"

#include "session/routing.h"
#include "session/session-private.h"

#include <glib/gi18n.h>

static void
put_value (LtStrip *strip, LtStripValue which, double value)
{
  switch (which)
    {
    case LT_STRIP_TRIM:
      strip->trim_db = value;
      break;
    case LT_STRIP_POLARITY:
      strip->polarity = value != 0.0;
      break;
    case LT_STRIP_FADER:
      strip->fader_db = value;
      break;
    case LT_STRIP_PAN:
      strip->pan = value;
      break;
    case LT_STRIP_MUTE:
      strip->mute = value != 0.0;
      break;
    case LT_STRIP_SOLO:
      strip->solo = value != 0.0;
      break;
    case LT_STRIP_SOLO_SAFE:
      strip->solo_safe = value != 0.0;
      break;
    case LT_STRIP_PAN_MODE:
      strip->pan_mode = (LtPanMode) value;
      break;
    case LT_STRIP_WIDTH:
      strip->width = value;
      break;
    case LT_STRIP_PAN_LEFT:
      strip->pan_left = value;
      break;
    case LT_STRIP_PAN_RIGHT:
      strip->pan_right = value;
      break;
    case LT_STRIP_AUTOMATION:
      strip->automation = (LtAutomationMode) value;
      break;
    case LT_STRIP_N_VALUES:
      g_assert_not_reached ();
    }
}

LtSession *
lt_edit_strip_value (const LtSession *session, LtId strip_id, LtStripValue which, double value)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL && which < LT_STRIP_N_VALUES, lt_session_ref (session));

  if (!lt_strip_kind_has (strip->kind, which))
    return lt_session_ref (session);
  value = lt_strip_clamp (&lt_strip_rows[which], value);
  if (lt_strip_get_value (strip, which) == value)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  put_value (changed, which, value);
  return lt_session_with_strip (session, changed);
}

LtSession *
lt_edit_strip_fader (const LtSession *session, LtId strip_id, double fader_db)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_FADER, fader_db);
}

LtSession *
lt_edit_strip_trim (const LtSession *session, LtId strip_id, double trim_db)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_TRIM, trim_db);
}

LtSession *
lt_edit_strip_pan (const LtSession *session, LtId strip_id, double pan)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_PAN, pan);
}

LtSession *
lt_edit_strip_polarity (const LtSession *session, LtId strip_id, bool inverted)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_POLARITY, inverted);
}

LtSession *
lt_edit_strip_mute (const LtSession *session, LtId strip_id, bool mute)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_MUTE, mute);
}

LtSession *
lt_edit_strip_solo (const LtSession *session, LtId strip_id, bool solo)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_SOLO, solo);
}

LtSession *
lt_edit_strip_solo_safe (const LtSession *session, LtId strip_id, bool solo_safe)
{
  return lt_edit_strip_value (session, strip_id, LT_STRIP_SOLO_SAFE, solo_safe);
}

LtSession *
lt_edit_strip_delay (const LtSession *session, LtId strip_id, int64_t delay_frames)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);
  int64_t        most = (int64_t) (LT_STRIP_DELAY_MAX_S * session->rate_hz);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  delay_frames = CLAMP (delay_frames, -most, most);
  if (strip->delay_frames == delay_frames || strip->kind > LT_STRIP_BUS)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  changed->delay_frames = delay_frames;
  return lt_session_with_strip (session, changed);
}

LtSession *
lt_edit_strip_name (const LtSession *session, LtId strip_id, const char *name)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  g_autofree char *clean = lt_session_clean_name (name, strip->name);
  g_autofree char *unique = lt_session_unique_name (session, clean, strip_id);

  if (strcmp (unique, strip->name) == 0)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  g_free (changed->name);
  changed->name = g_steal_pointer (&unique);
  return lt_session_with_strip (session, changed);
}

LtSession *
lt_edit_strip_colour (const LtSession *session, LtId strip_id, uint32_t colour)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL && colour <= 12, lt_session_ref (session));

  if (strip->colour == colour)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  changed->colour = colour;
  return lt_session_with_strip (session, changed);
}

static bool
check_output (const LtSession *session, const LtStrip *strip, LtId output_id, GError **error)
{
  const LtStrip *to = lt_session_find_strip (session, output_id);

  if (strip->kind > LT_STRIP_BUS)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("The output of “%s” cannot be changed"), strip->name);
      return false;
    }
  if (output_id == 0)
    return true;
  if (to == NULL || to->kind != LT_STRIP_BUS)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                   _ ("“%s” cannot play into “%s”: an output is a bus or the mix"), strip->name,
                   to != NULL ? to->name : "?");
      return false;
    }

  g_autofree char *loop = lt_routing_dup_loop (session, strip->id, output_id);
  if (loop != NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP,
                   _ ("“%s” cannot play into “%s”: the sound would come back, %s"), strip->name,
                   to->name, loop);
      return false;
    }
  return true;
}

LtSession *
lt_edit_strip_output (const LtSession *session, LtId strip_id, LtId output_id, GError **error)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, lt_session_ref (session));

  if (output_id == session->mix->id)
    output_id = 0;
  if (!check_output (session, strip, output_id, error))
    return NULL;
  if (strip->output_id == output_id)
    return lt_session_ref (session);

  g_autoptr (LtStrip) changed = lt_strip_copy (strip);
  changed->output_id = output_id;
  return lt_session_with_strip (session, changed);
}
