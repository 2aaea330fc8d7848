// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A strip: level, place, effects and ways out; and the rows of its own values.
// Layer: session.

#include "session/strip.h"

#include "session/session-private.h"

LtStrip *
lt_strip_ref (const LtStrip *self)
{
  LtStrip *own = (LtStrip *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtStrip *
lt_strip_new (LtId id, LtStripKind kind, const char *name)
{
  LtStrip *self = g_new0 (LtStrip, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->kind = kind;
  self->name = g_strdup (name);
  self->width = 1.0;
  self->pan_left = -1.0;
  self->pan_right = 1.0;
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);
  self->sends = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_send_unref);
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);
  return self;
}

LtStrip *
lt_strip_copy (const LtStrip *self)
{
  LtStrip *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->slots = g_ptr_array_ref (self->slots);
  copy->sends = g_ptr_array_ref (self->sends);
  copy->lanes = g_ptr_array_ref (self->lanes);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_strip_unref (LtStrip *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->sends);
  g_ptr_array_unref (self->lanes);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

static const LtChoice pan_modes[] = { { "balance", N_ ("Balance") }, { "dual", N_ ("Dual") }, { NULL, NULL } };
static const LtChoice automation_modes[] = {
  { "read", N_ ("Read") },   { "off", N_ ("Off") },     { "touch", N_ ("Touch") }, { "latch", N_ ("Latch") },
  { "write", N_ ("Write") }, { "trim", N_ ("Trim") }, { NULL, NULL },
};

const LtParamSpec lt_strip_rows[] = {
  [LT_STRIP_TRIM] = { .key = "trim",
                      .label = N_ ("Trim"),
                      .unit = LT_UNIT_DB,
                      .min = -60.0f,
                      .max = 24.0f,
                      .smooth_ms = 20.0f,
                      .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_POLARITY] = { .key = "polarity",
                          .label = N_ ("Invert polarity"),
                          .curve = LT_CURVE_STEP,
                          .max = 1.0f,
                          .smooth_ms = 10.0f },
  [LT_STRIP_FADER] = { .key = "fader",
                       .label = N_ ("Fader"),
                       .unit = LT_UNIT_DB,
                       .min = -144.0f,
                       .max = 6.0f,
                       .smooth_ms = 20.0f,
                       .flags = LT_PARAM_AUTOMATABLE | LT_PARAM_MIN_IS_INF },
  [LT_STRIP_PAN] = { .key = "pan",
                     .label = N_ ("Pan"),
                     .min = -1.0f,
                     .max = 1.0f,
                     .smooth_ms = 20.0f,
                     .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_MUTE] = { .key = "mute",
                      .label = N_ ("Mute"),
                      .curve = LT_CURVE_STEP,
                      .max = 1.0f,
                      .smooth_ms = 10.0f,
                      .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_SOLO] = { .key = "solo", .label = N_ ("Solo"), .curve = LT_CURVE_STEP, .max = 1.0f },
  [LT_STRIP_SOLO_SAFE]
  = { .key = "solo-safe", .label = N_ ("Solo safe"), .curve = LT_CURVE_STEP, .max = 1.0f },
  [LT_STRIP_PAN_MODE] = { .key = "pan-mode",
                          .label = N_ ("Pan mode"),
                          .curve = LT_CURVE_STEP,
                          .max = LT_PAN_MODE_DUAL,
                          .choices = pan_modes },
  [LT_STRIP_WIDTH] = { .key = "width",
                       .label = N_ ("Width"),
                       .min = -1.0f,
                       .max = 1.0f,
                       .def = 1.0f,
                       .smooth_ms = 20.0f,
                       .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_PAN_LEFT] = { .key = "pan-left",
                          .label = N_ ("Pan of the left channel"),
                          .min = -1.0f,
                          .max = 1.0f,
                          .def = -1.0f,
                          .smooth_ms = 20.0f,
                          .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_PAN_RIGHT] = { .key = "pan-right",
                           .label = N_ ("Pan of the right channel"),
                           .min = -1.0f,
                           .max = 1.0f,
                           .def = 1.0f,
                           .smooth_ms = 20.0f,
                           .flags = LT_PARAM_AUTOMATABLE },
  [LT_STRIP_AUTOMATION] = { .key = "automation",
                            .label = N_ ("Automation"),
                            .curve = LT_CURVE_STEP,
                            .max = LT_AUTOMATION_TRIM,
                            .choices = automation_modes },
};
_Static_assert(LT_N_ELEMENTS (lt_strip_rows) == LT_STRIP_N_VALUES, "one row per enum value");

bool
lt_strip_kind_has (LtStripKind kind, LtStripValue which)
{
  return kind != LT_STRIP_VCA || which == LT_STRIP_FADER || which == LT_STRIP_MUTE || which == LT_STRIP_SOLO || which == LT_STRIP_AUTOMATION;
}

double
lt_strip_clamp (const LtParamSpec *row, double value)
{
  if (isnan (value))
    return row->def;
  if (row->curve == LT_CURVE_STEP)
    value = round (value);
  if ((row->flags & LT_PARAM_MIN_IS_INF) != 0 && value <= row->min)
    return -INFINITY;
  return CLAMP (value, row->min, row->max) + 0.0; /* + 0: no negative zero */
}

double
lt_strip_get_value (const LtStrip *self, LtStripValue which)
{
  switch (which)
    {
    case LT_STRIP_TRIM:
      return self->trim_db;
    case LT_STRIP_POLARITY:
      return self->polarity;
    case LT_STRIP_FADER:
      return self->fader_db;
    case LT_STRIP_PAN:
      return self->pan;
    case LT_STRIP_MUTE:
      return self->mute;
    case LT_STRIP_SOLO:
      return self->solo;
    case LT_STRIP_SOLO_SAFE:
      return self->solo_safe;
    case LT_STRIP_PAN_MODE:
      return self->pan_mode;
    case LT_STRIP_WIDTH:
      return self->width;
    case LT_STRIP_PAN_LEFT:
      return self->pan_left;
    case LT_STRIP_PAN_RIGHT:
      return self->pan_right;
    case LT_STRIP_AUTOMATION:
      return self->automation;
    case LT_STRIP_N_VALUES:
      break;
    }
  g_return_val_if_reached (0.0);
}

const LtSlot *
lt_strip_find_slot (const LtStrip *self, LtId id)
{
  int at = lt_nodes_find (self->slots, id);

  return at < 0 ? NULL : self->slots->pdata[at];
}

const LtSend *
lt_strip_find_send (const LtStrip *self, LtId id)
{
  int at = lt_nodes_find (self->sends, id);

  return at < 0 ? NULL : self->sends->pdata[at];
}

const LtLane *
lt_strip_find_lane (const LtStrip *self, LtId slot_id, const char *key)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const LtLane *lane = self->lanes->pdata[i];

      if (lane->slot_id == slot_id && strcmp (lane->key, key) == 0)
        return lane;
    }
  return NULL;
}

const LtLane *
lt_strip_find_heard_lane (const LtStrip *self, LtId slot_id, const char *key)
{
  return self->automation != LT_AUTOMATION_OFF ? lt_strip_find_lane (self, slot_id, key) : NULL;
}

const LtParamSpec *
lt_strip_find_row (const LtStrip *self, LtId slot_id, const char *key)
{
  const LtParamSpec *rows = lt_strip_rows;
  uint32_t           n_rows = LT_STRIP_N_VALUES;

  if (slot_id != 0 && lt_strip_find_send (self, slot_id) != NULL)
    {
      rows = lt_send_rows;
      n_rows = LT_SEND_N_VALUES;
    }
  else if (slot_id != 0)
    {
      const LtSlot *slot = lt_strip_find_slot (self, slot_id);

      if (slot == NULL || slot->type == NULL)
        return NULL;
      rows = slot->type->params;
      n_rows = slot->type->n_params;
    }

  int at = lt_param_find (rows, n_rows, key);
  if (at < 0 || (slot_id == 0 && !lt_strip_kind_has (self->kind, (LtStripValue) at)))
    return NULL;
  return &rows[at];
}

/* Whether it leads to @id. */
static bool
is_send_to (const LtStrip *self, LtId send_id, LtId id)
{
  const LtSend *send = send_id != 0 ? lt_strip_find_send (self, send_id) : NULL;

  return send != NULL && send->to_id == id;
}

static GPtrArray *
drop_sends_to (const GPtrArray *sends, LtId id)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_send_unref);

  for (guint i = 0; i < sends->len; i++)
    if (((const LtSend *) sends->pdata[i])->to_id != id)
      g_ptr_array_add (kept, lt_send_ref (sends->pdata[i]));
  return kept;
}

/* Those of sends to @id. */
static GPtrArray *
drop_lanes_of (const LtStrip *self, LtId id)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);

  for (guint i = 0; i < self->lanes->len; i++)
    if (!is_send_to (self, ((const LtLane *) self->lanes->pdata[i])->slot_id, id))
      g_ptr_array_add (kept, lt_lane_ref (self->lanes->pdata[i]));
  return kept;
}

LtStrip *
lt_strip_without_routes (const LtStrip *self, LtId id)
{
  bool touched = self->output_id == id || self->vca_id == id;

  for (guint i = 0; i < self->sends->len; i++)
    touched = touched || ((const LtSend *) self->sends->pdata[i])->to_id == id;
  if (!touched)
    return NULL;

  LtStrip *copy = lt_strip_copy (self);
  if (copy->output_id == id)
    copy->output_id = 0;
  if (copy->vca_id == id)
    copy->vca_id = 0;
  lt_nodes_take (&copy->lanes, drop_lanes_of (self, id));
  lt_nodes_take (&copy->sends, drop_sends_to (self->sends, id));
  return copy;
}

LtStrip *
lt_strip_without_lost_keys (const LtStrip *self, const LtSession *session)
{
  LtStrip *copy = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const LtSlot *slot = self->slots->pdata[i];

      if (slot->key_id == 0 || lt_session_find_key (session, slot->key_id, NULL) != NULL)
        continue;

      LtSlot *free_running = lt_slot_copy (slot);
      free_running->key_id = 0;
      if (copy == NULL)
        copy = lt_strip_copy (self);
      lt_nodes_take (&copy->slots, lt_nodes_with (copy->slots, i, free_running, (GDestroyNotify) lt_slot_unref));
    }
  return copy;
}
