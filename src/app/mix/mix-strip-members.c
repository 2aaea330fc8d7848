// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names under a VCA, the button of a folder, the square of a group.
// Layer: app.

#include "app/mix/mix-strip-private.h"

#include "app/mix/strip-foot.h"

#include <glib/gi18n.h>

/* px: what the rows that a VCA does not have would take, equaliser to pan, so that its fader stands beside the others. */
static const int heights[] = { [LT_MIX_STRIP_WHOLE] = 197, [LT_MIX_STRIP_LOW] = 179, [LT_MIX_STRIP_LOWEST] = 103 };

void
lt_mix_strip_members_set_room (LtMixStrip *self)
{
  gtk_widget_set_size_request (self->members_box, -1, heights[self->room]);
}

static void
show_members (LtMixStrip *self, const LtSession *session)
{
  GString *names = g_string_new (NULL);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (lt_session_get_strip (session, i)->vca_id == self->id)
      g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", lt_session_get_strip (session, i)->name);
  gtk_label_set_label (GTK_LABEL (self->members), names->len > 0 ? names->str : _ ("Follows nobody yet: put strips under it in their menu, VCA"));
  gtk_widget_remove_css_class (self->members, "empty");
  if (names->len == 0)
    gtk_widget_add_css_class (self->members, "empty");
  g_string_free (names, TRUE);
}

static void
show_fold (LtMixStrip *self, const LtStrip *strip)
{
  g_autofree char *words = g_strdup_printf (strip->folded ? _ ("Unfold %s") : _ ("Fold %s"), strip->name);

  gtk_widget_set_visible (self->fold, strip->folder);
  gtk_button_set_icon_name (GTK_BUTTON (self->fold), strip->folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->fold, strip->folded ? _ ("Show the strips of the folder") : _ ("Hide the strips of the folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
lt_mix_strip_members_update (LtMixStrip *self, const LtSession *session, const LtStrip *strip)
{
  if (self->members != NULL)
    show_members (self, session);
  if (self->fold != NULL)
    show_fold (self, strip);
  lt_strip_foot_update (LT_STRIP_FOOT (self->foot), session, strip);
}
