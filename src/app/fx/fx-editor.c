// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Picks by the effect's key; one generic row of knobs for all that have no pictures.
// Layer: app.

#include "app/fx/fx-editor.h"

#include "app/fx/fx-looks.h"
#include "app/fx/fx-params.h"

#include <glib/gi18n.h>
#include <string.h>

/* What has pictures; all others are a flow of knobs. */
// clang-format off
static const struct
{
  const char     *effect;
  const LtFxLook *look;
} looks[] = {
  { "trim", &lt_level_editor_look },
  { "eq", &lt_eq_editor_look },
  { "comp", &lt_dynamics_editor_look },
  { "gate", &lt_dynamics_editor_look },
  { "deess", &lt_deess_editor_look },
  { "multiband", &lt_multiband_editor_look },
  { "transient", &lt_level_editor_look },
  { "limit", &lt_dynamics_editor_look },
  { "clip", &lt_shape_editor_look },
  { "saturate", &lt_shape_editor_look },
  { "width", &lt_width_editor_look },
  { "reverb", &lt_reverb_editor_look },
  { "convolve", &lt_convolve_editor_look },
  { "delay", &lt_delay_editor_look },
  { "chorus", &lt_sway_editor_look },
  { "flanger", &lt_sway_editor_look },
  { "phaser", &lt_sway_editor_look },
  { "tremolo", &lt_sway_editor_look },
  { "denoise", &lt_denoise_editor_look },
  { "dehum", &lt_dehum_editor_look },
  { "declick", &lt_declick_editor_look },
  { "match", &lt_match_editor_look },
  { "dither", &lt_dither_editor_look },
};
// clang-format on

/* NULL: there is none. */
static const LtFxLook *
find_look (const char *effect)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].effect, effect) == 0)
      return looks[i].look;
  return NULL;
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtFxParams *params)
{
  lt_fx_params_update (params);
}

static GtkWidget *
generic (LtContext *context, LtId slot_id)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *params = lt_fx_params_new (context, slot_id, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_valign (params, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), params);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document),
                           params, 0);
  return scroll;
}

GtkWidget *
lt_fx_editor_new (LtContext *context, LtId slot_id)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (context));
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, NULL) : NULL;
  GtkWidget       *editor;

  if (slot == NULL || slot->type == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("This program does not know the effect “%s”. It "
                                                  "is kept as it is and passes the sound on."),
                                               slot != NULL ? slot->effect : "");

      editor = gtk_label_new (text);
      gtk_label_set_wrap (GTK_LABEL (editor), TRUE);
      gtk_widget_add_css_class (editor, "dim");
    }
  else if (find_look (slot->effect) != NULL)
    editor = lt_fx_frame_new (context, slot_id, find_look (slot->effect));
  else
    editor = generic (context, slot_id);
  gtk_widget_add_css_class (editor, "fx-editor");
  gtk_widget_set_hexpand (editor, TRUE);
  return editor;
}
