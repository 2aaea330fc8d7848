// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A send: a second way out of a strip; and the rows of its values.
// Layer: session.

#include "session/session-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>

LtSend *
lt_send_ref (const LtSend *self)
{
  LtSend *own = (LtSend *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtSend *
lt_send_new (LtId id, LtId to_id)
{
  LtSend *self = g_new0 (LtSend, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->to_id = to_id;
  return self;
}

LtSend *
lt_send_copy (const LtSend *self)
{
  LtSend *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_send_unref (LtSend *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

const LtParamSpec lt_send_rows[] = {
  [LT_SEND_LEVEL] = { .key = "level",
                      .label = N_ ("Send level"),
                      .unit = LT_UNIT_DB,
                      .min = -144.0f,
                      .max = 6.0f,
                      .smooth_ms = 20.0f,
                      .flags = LT_PARAM_AUTOMATABLE | LT_PARAM_MIN_IS_INF },
  [LT_SEND_PAN] = { .key = "pan",
                    .label = N_ ("Send pan"),
                    .min = -1.0f,
                    .max = 1.0f,
                    .smooth_ms = 20.0f,
                    .flags = LT_PARAM_AUTOMATABLE },
  [LT_SEND_MUTE] = { .key = "mute",
                     .label = N_ ("Send mute"),
                     .curve = LT_CURVE_STEP,
                     .max = 1.0f,
                     .smooth_ms = 10.0f,
                     .flags = LT_PARAM_AUTOMATABLE },
};
_Static_assert(LT_N_ELEMENTS (lt_send_rows) == LT_SEND_N_VALUES, "one row per enum value");

double
lt_send_get_value (const LtSend *self, LtSendValue which)
{
  switch (which)
    {
    case LT_SEND_LEVEL:
      return self->level_db;
    case LT_SEND_PAN:
      return self->pan;
    case LT_SEND_MUTE:
      return self->mute;
    case LT_SEND_N_VALUES:
      break;
    }
  g_return_val_if_reached (0.0);
}
