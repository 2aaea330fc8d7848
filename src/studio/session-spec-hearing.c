// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is heard: what mute and solo of strips, of what they feed and of the VCAs above them come to.
// Layer: studio.

#include "studio/session-spec-private.h"

/* The button, where no lane says when. */
static bool
is_muted (const LtStrip *strip)
{
  return strip->mute && lt_session_spec_lane (strip, 0, "mute") == NULL;
}

/* Of a VCA that is soloed itself the mute does not count. */
static bool
is_muted_from_above (const LtSession *session, const LtStrip *strip)
{
  bool solos = session->solo_mode == LT_SOLO_IN_PLACE;
  int  depth = 0;

  for (const LtStrip *vca = lt_session_spec_vca_above (session, strip); vca != NULL && depth++ < LT_SESSION_SPEC_MAX_DEPTH;
       vca = lt_session_spec_vca_above (session, vca))
    if (is_muted (vca) && !(solos && vca->solo))
      return true;
  return false;
}

bool
lt_session_spec_is_soloed (const LtSession *session, const LtStrip *strip)
{
  int depth = 0;

  for (const LtStrip *at = strip; at != NULL && depth++ < LT_SESSION_SPEC_MAX_DEPTH; at = lt_session_spec_vca_above (session, at))
    if (at->solo)
      return true;
  return false;
}

/* Does @from reach @to by outputs, or (when asked) by sends? */
static bool
reaches (const LtSession *session, const LtStrip *from, const LtStrip *to, bool sends, int depth)
{
  if (from == to)
    return true;
  if (from == NULL || depth > LT_SESSION_SPEC_MAX_DEPTH)
    return false;
  if (reaches (session, lt_session_spec_output (session, from), to, sends, depth + 1))
    return true;

  for (guint i = 0; sends && i < from->sends->len; i++)
    {
      const LtSend *send = g_ptr_array_index (from->sends, i);

      if (!lt_session_spec_is_send_muted (from, send) && reaches (session, lt_session_find_strip (session, send->to_id), to, sends, depth + 1))
        return true;
    }
  return false;
}

/* What of the session all hearings have in common, found once; one entry a strip. */
typedef struct
{
  const LtSession *session;
  uint32_t         n;
  bool            *soloed, *heard, *sends; /* heard: by solo; sends: only to what is soloed */
} Solos;

/* Solo lets it be heard: its own, that of what it feeds, or of what feeds it. */
static void
hear_by_solo (const Solos *self, uint32_t index)
{
  const LtStrip *strip = lt_session_get_strip (self->session, index);

  self->heard[index] = strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || strip->solo_safe || self->soloed[index];
  for (uint32_t i = 0; i < self->n && !self->heard[index]; i++)
    {
      const LtStrip *other = lt_session_get_strip (self->session, i);

      if (other->kind == LT_STRIP_VCA || !self->soloed[i])
        continue;
      self->heard[index] = reaches (self->session, strip, other, false, 0) || reaches (self->session, other, strip, true, 0);
      self->sends[index] = self->sends[index] || reaches (self->session, strip, other, true, 0);
    }
}

/* What nobody hears may still key what is heard, or feed what does. */
static LtHearing
hear_as_key (const Solos *self, const LtStrip *strip)
{
  LtHearing hearing = LT_NOT_HEARD;

  for (uint32_t i = 0; i < self->n; i++)
    {
      const LtStrip *listens = lt_session_get_strip (self->session, i);

      for (guint k = 0; self->heard[i] && listens != strip && k < listens->slots->len; k++)
        {
          LtId           key_id = ((const LtSlot *) g_ptr_array_index (listens->slots, k))->key_id;
          const LtStrip *key = key_id != 0 ? lt_session_find_key (self->session, key_id, NULL) : NULL;

          if (key == NULL || !reaches (self->session, strip, key, false, 0))
            continue;
          if (key == strip)
            return LT_KEY_ONLY;
          hearing = LT_KEY_FEED;
        }
    }
  return hearing;
}

static LtHearing
hear (const Solos *self, uint32_t index, bool any_solo)
{
  const LtStrip *strip = lt_session_get_strip (self->session, index);
  bool           muted = is_muted (strip) || is_muted_from_above (self->session, strip);

  if (strip->kind == LT_STRIP_MIX || strip->kind == LT_STRIP_MASTER || strip->kind == LT_STRIP_VCA || !any_solo)
    return muted ? LT_MUTED : LT_HEARD;
  if (strip->solo)
    return LT_HEARD;
  if (muted)
    return LT_NOT_HEARD;
  if (self->heard[index])
    return LT_HEARD;
  return self->sends[index] ? LT_SEND_ONLY : hear_as_key (self, strip);
}

LtHearing *
lt_session_spec_hearings (const LtSession *session)
{
  uint32_t         n = lt_session_n_strips (session);
  LtHearing       *out = g_new (LtHearing, n);
  g_autofree bool *flags = g_new0 (bool, 3 * (gsize) n);
  Solos            self = { session, n, flags, flags + n, flags + 2 * (gsize) n };
  bool             any_solo = false;

  for (uint32_t i = 0; session->solo_mode == LT_SOLO_IN_PLACE && i < n; i++)
    {
      self.soloed[i] = lt_session_spec_is_soloed (session, lt_session_get_strip (session, i));
      any_solo = any_solo || self.soloed[i];
    }
  for (uint32_t i = 0; any_solo && i < n; i++)
    hear_by_solo (&self, i);
  for (uint32_t i = 0; i < n; i++)
    out[i] = hear (&self, i, any_solo);
  return out;
}

LtHearing
lt_session_spec_hearing (const LtSession *session, const LtStrip *strip)
{
  g_autofree LtHearing *hearings = lt_session_spec_hearings (session);
  uint32_t              i = 0;

  while (lt_session_get_strip (session, i) != strip)
    i++;
  return hearings[i];
}
