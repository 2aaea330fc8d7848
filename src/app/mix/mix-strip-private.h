// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the strip's files share: it is built in one, shows the session and the sound in another, and what it is in or under,
// and where its sound is placed, in two more.
// Layer: app.

#pragma once

#include "app/mix/mix-strip.h"
#include "app/widgets/still.h"

#define STRIP_WIDTH 88
#define NARROW_WIDTH 48
#define MIX_WIDTH 150
#define METER_WIDTH 15
#define MONO_METER_WIDTH 8

enum
{
  ROW_POLARITY,
  ROW_TRIM,
  ROW_EQ,
  ROW_INSERTS,
  ROW_SENDS,
  ROW_PAN,
  ROW_PAN_FIELD,
  ROW_PAN_LEFT, /* of a dual pan, in place of the two above */
  ROW_PAN_RIGHT,
  ROW_FADER,
  ROW_LEVEL,
  ROW_PEAK,
  ROW_MUTE,
  ROW_SOLO,
  ROW_OUTPUT,
  ROW_AUTOMATION,
  ROW_GROUP,
  N_ROWS,
};

struct _LtMixStrip
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtId           id;
  LtStripKind    kind;
  const LtStrip *shown; /* alive as long as the session that the view shows */
  guint          ways;
  LtMixStripRoom room;
  gboolean       is_narrow;
  GPtrArray     *wide; /* rows that a narrow strip has no room for */
  LtStill       *still; /* all rows but those that the sound moves */

  GtkWidget *colour, *name, *number, *thumb, *inserts_box, *inserts, *count, *count_list, *send_row, *sends_box, *pan_row, *meter, *readings;
  GtkWidget *fold, *members, *members_box, *foot; /* NULL: it has none */
  GtkWidget *rows[N_ROWS]; /* NULL: it has none */
  char      *peak_text;
};

static inline LtLive *
lt_mix_strip_live (LtMixStrip *self)
{
  return lt_context_get_live (self->context);
}

static inline LtSelection *
lt_mix_strip_selection (LtMixStrip *self)
{
  return lt_context_get_selection (self->context);
}

static inline gboolean
lt_mix_strip_is_mix (LtMixStrip *self)
{
  return self->kind == LT_STRIP_MIX;
}

static inline gboolean
lt_mix_strip_is_vca (LtMixStrip *self)
{
  return self->kind == LT_STRIP_VCA;
}

/* mix-strip-rows.c: all rows, empty. */
void lt_mix_strip_build (LtMixStrip *self);

/* The level and the peak beside it must fit in at any size of text. */
void lt_mix_strip_fit_width (LtMixStrip *self);

/* mix-strip-members.c: what groups, VCAs and folders are to the strip. */
void lt_mix_strip_members_update (LtMixStrip *self, const LtSession *session, const LtStrip *strip);
void lt_mix_strip_members_set_room (LtMixStrip *self);

/* mix-strip-place.c: polarity, the sides of a dual pan, latency and delay. */
void       lt_mix_strip_place_install (GtkWidgetClass *class);
GtkWidget *lt_mix_strip_place_new_polarity (LtMixStrip *self);
void       lt_mix_strip_place_build (LtMixStrip *self); /* when the pan row is there */
void       lt_mix_strip_place_update (LtMixStrip *self, const LtStrip *strip);
void       lt_mix_strip_place_tell_delays (LtMixStrip *self, GtkWidget *where); /* as its tooltip */
