// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// While a service is chosen the whole song is kept measured: a service knows the finished file.
// Layer: app.

#include "app/shell/monitor-service.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/print-keeper.h"
#include "deliver/services.h"
#include "studio/live-service.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY "lathe-monitor-service"

#define LT_TYPE_MONITOR_SERVICE_CHOICE (lt_monitor_service_choice_get_type ())
G_DECLARE_FINAL_TYPE (LtMonitorServiceChoice, lt_monitor_service_choice, LT, MONITOR_SERVICE_CHOICE, GObject)

struct _LtMonitorServiceChoice
{
  GObject parent_instance;

  LtContext       *context;  /* which holds this; NULL: it is gone */
  GSimpleAction   *action;
  GPtrArray       *services; /* of LtService */
  const LtService *chosen;   /* NULL: none */
  LtPrintKeeper   *keeper;   /* held while one is chosen */
  LtMeasurement    master;   /* of the whole song */
  gboolean         is_known;
  LtServicePlay    play;
};

G_DEFINE_FINAL_TYPE (LtMonitorServiceChoice, lt_monitor_service_choice, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- what is heard --- */

static void
tell (LtMonitorServiceChoice *self)
{
  const LtService *chosen = self->chosen;
  LtLive          *live = lt_context_get_live (self->context);

  if (chosen != NULL && self->is_known)
    {
      self->play = lt_services_predict (chosen, self->master.integrated_lufs, self->master.true_peak_dbtp, self->master.sample_peak_dbfs);
      LtLiveService service = {
        .gain_db = self->play.gain_db,
        .limits = chosen->up == LT_SERVICE_UP_LIMITER,
        .ceiling_dbfs = chosen->ceiling_dbfs,
        .attack_ms = chosen->attack_ms,
        .decay_ms = chosen->decay_ms,
      };
      lt_live_set_service (live, &service);
    }
  else
    lt_live_set_service (live, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
  lt_context_glance (self->context);
}

/* Until it is measured anew the last one counts; another document has none. */
static void
on_keeper (LtMonitorServiceChoice *self)
{
  const LtPrint *print = lt_print_keeper_get (self->keeper);

  if (self->context == NULL || self->chosen == NULL)
    return;
  self->is_known = print != NULL && !lt_print_keeper_is_empty (self->keeper);
  if (print != NULL)
    self->master = print->master;
  tell (self);
}

/* --- the choice --- */

static const LtService *
find (LtMonitorServiceChoice *self, const char *key)
{
  for (guint i = 0; i < self->services->len; i++)
    {
      const LtService *service = g_ptr_array_index (self->services, i);

      if (strcmp (service->key, key) == 0)
        return service;
    }
  return NULL;
}

static void
on_state (GSimpleAction *action, GVariant *state, LtMonitorServiceChoice *self)
{
  const char *key = g_variant_get_string (state, NULL);

  if (*key != '\0' && find (self, key) == NULL)
    return;
  gboolean was_chosen = self->chosen != NULL;
  self->chosen = find (self, key);
  g_simple_action_set_state (action, state);
  if (self->chosen != NULL && !was_chosen)
    lt_print_keeper_hold (self->keeper);
  else if (self->chosen == NULL && was_chosen)
    lt_print_keeper_release (self->keeper);
  if (self->chosen != NULL)
    on_keeper (self);
  else
    tell (self);
}

/* What the chosen one does. */
static char *
dup_words (LtMonitorServiceChoice *self)
{
  if (self->is_known)
    return lt_services_dup_words (&self->play);
  if (lt_print_keeper_is_empty (self->keeper))
    return g_strdup (_ ("nothing to measure"));
  return g_strdup (lt_print_keeper_has_failed (self->keeper) ? _ ("not measured") : _ ("measuring…"));
}

static LtMonitorServiceChoice *
choice_of (LtContext *context)
{
  lt_monitor_actions_get (context); /* makes it */
  return g_object_get_data (G_OBJECT (context), KEY);
}

gconstpointer
lt_monitor_service_get_chosen (LtContext *context)
{
  return choice_of (context)->chosen;
}

char *
lt_monitor_service_dup_sign (LtContext *context)
{
  LtMonitorServiceChoice *self = choice_of (context);
  g_autofree char *words = dup_words (self);

  /* Translators: a streaming service, and what it does to the level. */
  return self->chosen != NULL ? g_strdup_printf (_ ("%s %s"), self->chosen->name, words) : NULL;
}

static void
fill_menu (GtkMenuButton *button, gpointer context)
{
  LtMonitorServiceChoice *self = choice_of (context);
  g_autoptr (GMenu) menu = g_menu_new (), none = g_menu_new (), services = g_menu_new ();

  g_menu_append (none, _ ("As it is"), "monitor.service::");
  for (guint i = 0; i < self->services->len; i++)
    {
      const LtService *service = g_ptr_array_index (self->services, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (service->name, NULL);

      g_menu_item_set_action_and_target_value (item, "monitor.service", g_variant_new_string (service->key));
      g_menu_append_item (services, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (services));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static const char *
basis_of (const LtService *service)
{
  return service->basis == LT_SERVICE_OFFICIAL   ? _ ("The service says so")
         : service->basis == LT_SERVICE_MEASURED ? _ ("Measured by others")
                                                 : _ ("Second-hand");
}

static char *
dup_stale (LtMonitorServiceChoice *self, const char *text)
{
  if (lt_print_keeper_has_failed (self->keeper))
    /* Translators: a streaming service and what it does to the level; the song has changed since, and can't be measured. */
    return g_strdup_printf (_ ("%s, before the change"), text);
  /* Translators: a streaming service and what it does to the level; the song has changed since. */
  return g_strdup_printf (_ ("%s, measuring…"), text);
}

static void
show (GtkWidget *label, LtMonitorServiceChoice *self)
{
  g_autofree char *words = dup_words (self);
  /* Translators: a streaming service, and what it does to the level. */
  g_autofree char *text = self->chosen != NULL ? g_strdup_printf (_ ("%s: %s"), self->chosen->name, words) : g_strdup (_ ("As it is"));
  gboolean         is_stale = self->chosen != NULL && self->is_known && lt_print_keeper_is_stale (self->keeper);
  g_autofree char *shown = is_stale ? dup_stale (self, text) : g_strdup (text);
  GtkWidget       *button = gtk_widget_get_ancestor (label, GTK_TYPE_MENU_BUTTON);
  g_autofree char *tip = self->chosen == NULL ? g_strdup (_ ("Hear the master as a streaming service plays it; files are not touched"))
                                              /* Translators: who says so, source, date. */
                                              : g_strdup_printf (_ ("%s: %s (%s)"), basis_of (self->chosen), self->chosen->source, self->chosen->date);

  gtk_label_set_label (GTK_LABEL (label), shown);
  if (button != NULL)
    gtk_widget_set_tooltip_text (button, tip);
}

static void
on_changed (GtkWidget *label, LtMonitorServiceChoice *self)
{
  show (label, self);
}

GtkWidget *
lt_monitor_service_new_choice (LtContext *context)
{
  LtMonitorServiceChoice *self = choice_of (context);
  GtkWidget       *button = gtk_menu_button_new (), *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), inside);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu, context, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (button, TRUE);
  lt_actions_set_name (button, _ ("As played by"));
  g_signal_connect_object (self, "changed", G_CALLBACK (on_changed), label, G_CONNECT_SWAPPED);
  show (label, self);
  return button;
}

/* --- the class --- */

static void
lt_monitor_service_choice_dispose (GObject *object)
{
  LtMonitorServiceChoice *self = LT_MONITOR_SERVICE_CHOICE (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->action);
  G_OBJECT_CLASS (lt_monitor_service_choice_parent_class)->dispose (object);
}

static void
lt_monitor_service_choice_finalize (GObject *object)
{
  g_ptr_array_unref (LT_MONITOR_SERVICE_CHOICE (object)->services);
  G_OBJECT_CLASS (lt_monitor_service_choice_parent_class)->finalize (object);
}

static void
lt_monitor_service_choice_class_init (LtMonitorServiceChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_monitor_service_choice_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_monitor_service_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_MONITOR_SERVICE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_monitor_service_choice_init (LtMonitorServiceChoice *self)
{
}

static void
let_go (gpointer data)
{
  LtMonitorServiceChoice *self = data;

  self->context = NULL; /* which goes */
  g_object_unref (self);
}

void
lt_monitor_service_add (LtContext *context, GActionMap *group)
{
  LtMonitorServiceChoice *self = g_object_new (LT_TYPE_MONITOR_SERVICE_CHOICE, NULL);
  g_autoptr (GError) error = NULL;

  self->context = context;
  self->services = lt_services_load (NULL, NULL, &error);
  if (self->services == NULL)
    {
      self->services = g_ptr_array_new ();
      lt_context_toast (context, error->message, FALSE);
    }
  self->action = g_simple_action_new_stateful ("service", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect_object (self->action, "change-state", G_CALLBACK (on_state), self, 0);
  g_action_map_add_action (group, G_ACTION (self->action));
  self->keeper = g_object_ref (lt_print_keeper_of (context));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (context), KEY, self, let_go);
}
