// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The change that counts at the playhead gets the typed value; within a ramp the playhead gets one of its own.
// Layer: app.

#include "app/shell/transport-tempo.h"

#include "app/shell/transport-parts.h"
#include "app/widgets/typed-label.h"
#include "session/edit-tempo.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LtTransportTempo
{
  GtkWidget parent_instance;

  LtContext *context; /* borrowed: the window's */
  GtkWidget *box, *tempo, *metre;
};

G_DEFINE_FINAL_TYPE (LtTransportTempo, lt_transport_tempo, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtTransportTempo *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* Seconds of the song. */
static double
place_of (LtTransportTempo *self, const LtSession *session)
{
  return lt_transport_heard (self->context) / session->rate_hz;
}

static const LtMetreChange *
metre_at (const LtSession *session, double at)
{
  return lt_tempo_map_find_metre (session->tempo, lt_tempo_map_pulse (session->tempo, at));
}

void
lt_transport_tempo_show (LtTransportTempo *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL)
    return;
  double               at = place_of (self, session);
  const LtMetreChange *metre = metre_at (session, at);
  g_autofree char     *tempo = g_strdup_printf ("%.2f", lt_tempo_map_bpm (session->tempo, at));
  g_autofree char     *beats = g_strdup_printf ("%u/%u", metre->num, metre->den);

  lt_typed_label_show (self->tempo, tempo);
  lt_typed_label_show (self->metre, beats);
}

static void
on_tempo_typed (GtkWidget *label, GParamSpec *pspec, LtTransportTempo *self)
{
  const LtSession *session = session_of (self);
  g_autofree char *text = g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (label))), ",", '.');
  double           tempo = g_ascii_strtod (text, NULL);

  if (!lt_typed_label_is_done (label) || session == NULL)
    return;
  double              at = place_of (self, session), pulse = lt_tempo_map_pulse (session->tempo, at);
  const LtTempoPoint *point = lt_tempo_map_find_tempo (session->tempo, pulse);
  gboolean            in_ramp = point->ramp && lt_tempo_map_bpm (session->tempo, at) != point->bpm;
  if (tempo >= LT_TEMPO_MIN_BPM && tempo <= LT_TEMPO_MAX_BPM && fabs (tempo - lt_tempo_map_bpm (session->tempo, at)) >= 0.005)
    lt_document_apply (lt_context_get_document (self->context),
                       lt_edit_tempo_set (session, in_ramp ? llround (pulse) : point->pulse, tempo, point->ramp, LT_TEMPO_KEEP_TIMES),
                       _ ("Change tempo"), NULL);
  lt_transport_tempo_show (self);
}

static void
on_metre_typed (GtkWidget *label, GParamSpec *pspec, LtTransportTempo *self)
{
  const LtSession *session = session_of (self);
  guint            num, den;

  if (!lt_typed_label_is_done (label) || session == NULL)
    return;
  const LtMetreChange *metre = metre_at (session, place_of (self, session));
  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (label)), "%u / %u", &num, &den) == 2 && num >= 1 && num <= 64 && den >= 1 && den <= 64
      && (den & (den - 1)) == 0 && (num != metre->num || den != metre->den))
    lt_document_apply (lt_context_get_document (self->context), lt_edit_tempo_set_metre (session, metre->bar, num, den, LT_TEMPO_KEEP_TIMES),
                       _ ("Change metre"), NULL);
  lt_transport_tempo_show (self);
}

static void
lt_transport_tempo_dispose (GObject *object)
{
  g_clear_pointer (&LT_TRANSPORT_TEMPO (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_transport_tempo_parent_class)->dispose (object);
}

static void
lt_transport_tempo_class_init (LtTransportTempoClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_transport_tempo_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
lt_transport_tempo_init (LtTransportTempo *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->tempo = lt_transport_typed_new (_ ("Tempo in beats per minute"), "heading", 6, G_CALLBACK (on_tempo_typed), G_OBJECT (self));
  self->metre = lt_transport_typed_new (_ ("Metre"), "heading", 4, G_CALLBACK (on_metre_typed), G_OBJECT (self));
  gtk_box_append (GTK_BOX (self->box), lt_transport_pair_new (self->tempo, _ ("Tempo")));
  gtk_box_append (GTK_BOX (self->box), lt_transport_pair_new (self->metre, _ ("Metre")));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_transport_tempo_new (LtContext *context)
{
  LtTransportTempo *self = g_object_new (LT_TYPE_TRANSPORT_TEMPO, NULL);

  self->context = context;
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (lt_transport_tempo_show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
