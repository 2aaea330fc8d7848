// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of what is wished for; they are filled anew from the settings whenever one of them is chosen.
// Layer: app.

#include "app/shell/preferences-audio.h"

#include "app/shell/device-memory.h"
#include "app/shell/device-menu.h"
#include "app/shell/preferences-audio-state.h"
#include "app/shell/settings.h"
#include "studio/player.h"

#include <glib/gi18n.h>

#define WHOLE_CHARS 20 /* of what is chosen in a list, and shown whole */
#define PAGE_KEY    "lathe-audio-page"
#define MAX_PAIRS   64
#define N_OWN_APIS  2 /* rows before the audio systems: by itself, none */
#define N_OWN_NAMES 1 /* rows before the devices: the system's default */

static const guint buffers[] = { 32, 64, 128, 256, 512, 1024, 2048 };
static const guint rates[] = { 0, 44100, 48000, 88200, 96000, 176400, 192000 };

typedef struct
{
  LtContext   *context;
  AdwComboRow *api, *device, *channels, *rate, *buffer;
  GtkWidget   *all_row; /* only where some are left out */
  GtkSwitch   *all;
  GPtrArray   *choices; /* of LtDeviceChoice; empty until they are listed */
  GPtrArray   *apis;    /* of char *: rows of `api` behind its own */
  GPtrArray   *names;   /* of char *: rows of `device` behind its own */
  gboolean     filling;
} Page;

static void
page_free (gpointer data)
{
  Page *self = data;

  g_clear_object (&self->context);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->apis);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* --- what is set --- */

static char *
dup_setting (const char *key)
{
  return g_settings_get_string (lt_settings_get (), key);
}

static guint
get_number (const char *key)
{
  return g_settings_get_uint (lt_settings_get (), key);
}

/* Another device: as it was left, or with the buffer that there was, and nothing special. */
static void
choose (const char *host_api, const char *name)
{
  GSettings           *settings = lt_settings_get ();
  g_autoptr (GVariant) all = g_settings_get_value (settings, "devices");
  LtDeviceMemory       memory = { .buffer_frames = get_number ("buffer-frames") };

  lt_device_memory_find (all, host_api, name, &memory);
  g_settings_set_string (settings, "host-api", host_api);
  g_settings_set_string (settings, "device", name);
  g_settings_set_uint (settings, "buffer-frames", CLAMP (memory.buffer_frames, 16, 8192));
  g_settings_set_uint (settings, "device-channel", MIN (memory.first_channel, 1023));
  g_settings_set_uint (settings, "device-rate", memory.rate_hz);
}

static void
set_number (const char *key, guint number)
{
  GSettings           *settings = lt_settings_get ();
  g_autofree char     *host_api = dup_setting ("host-api"), *name = dup_setting ("device");
  g_autoptr (GVariant) all = g_settings_get_value (settings, "devices");

  g_settings_set_uint (settings, key, number);
  LtDeviceMemory memory = {
    .buffer_frames = get_number ("buffer-frames"),
    .first_channel = get_number ("device-channel"),
    .rate_hz = get_number ("device-rate"),
  };
  g_settings_set_value (settings, "devices", lt_device_memory_put (all, host_api, name, &memory));
}

/* --- rows --- */

static gboolean
is_same (GListModel *a, GtkStringList *b)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (b));

  if (a == NULL || g_list_model_get_n_items (a) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (a), i), gtk_string_list_get_string (b, i)))
      return FALSE;
  return TRUE;
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* A row gives its words all the room that they want, and cuts short what is chosen; but a device may have a long name. */
static void
keep_whole (AdwComboRow *row)
{
  GtkWidget  *shown = find_list (GTK_WIDGET (row));
  gpointer    item = adw_combo_row_get_selected_item (row);
  const char *text = item != NULL ? gtk_string_object_get_string (item) : "";
  int         width = -1;

  if (g_utf8_strlen (text, -1) <= WHOLE_CHARS)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (row), text);

      pango_layout_get_pixel_size (layout, &width, NULL);
    }
  if (shown != NULL)
    gtk_widget_set_size_request (shown, width, -1);
}

/* A list that is chosen from just now stays: a row can't take another one meanwhile. */
static void
show (AdwComboRow *row, GtkStringList *list, guint selected)
{
  if (!is_same (adw_combo_row_get_model (row), list))
    adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

/* Of the device that is set; NULL: not listed. By itself, and as an audio system's default, the first one there is. */
static const LtDeviceChoice *
find_choice (Page *self, const char *host_api, const char *name)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const LtDeviceChoice *choice = g_ptr_array_index (self->choices, i);

      if ((*host_api == '\0' || g_str_equal (choice->host_api, host_api)) && (*name == '\0' || g_str_equal (choice->name, name)))
        return choice;
    }
  return NULL;
}

static void
fill_api (Page *self, const char *host_api, const char *name)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const[]) { _ ("Chosen by itself"), _ ("None: silent"), NULL });
  guint selected = g_str_equal (name, "null") ? 1 : 0;

  g_ptr_array_unref (self->apis);
  self->apis = lt_device_menu_dup_apis (self->choices);
  if (*host_api != '\0' && !g_ptr_array_find_with_equal_func (self->apis, host_api, g_str_equal, NULL))
    g_ptr_array_add (self->apis, g_strdup (host_api)); /* its server does not run just now */
  for (guint i = 0; i < self->apis->len; i++)
    {
      const char *api = g_ptr_array_index (self->apis, i);

      gtk_string_list_append (list, lt_device_menu_api_name (api));
      if (g_str_equal (api, host_api))
        selected = N_OWN_APIS + i;
    }
  show (self->api, list, selected);
}

static void
fill_device (Page *self, const char *host_api, const char *name)
{
  gboolean                  is_open = *host_api != '\0';
  const LtDeviceChoice     *first = is_open || *name != '\0' ? NULL : find_choice (self, "", "");
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const[]) { first != NULL ? first->name : _ ("Its default"), NULL });
  g_autoptr (GPtrArray)     all = lt_device_menu_list (self->choices, host_api, TRUE, name);
  g_autoptr (GPtrArray)     devices = lt_device_menu_list (self->choices, host_api, gtk_switch_get_active (self->all), name);
  g_autoptr (GPtrArray)     usual = lt_device_menu_list (self->choices, host_api, FALSE, name);
  guint                     selected = 0;

  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; i < devices->len; i++)
    g_ptr_array_add (self->names, g_strdup (((const LtDeviceChoice *) g_ptr_array_index (devices, i))->name));
  if (is_open && *name != '\0' && !g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
    g_ptr_array_add (self->names, g_strdup (name)); /* not there just now */
  for (guint i = 0; i < self->names->len; i++)
    {
      gtk_string_list_append (list, g_ptr_array_index (self->names, i));
      if (g_str_equal (g_ptr_array_index (self->names, i), name))
        selected = N_OWN_NAMES + i;
    }
  show (self->device, list, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->device), is_open);
  gtk_widget_set_visible (self->all_row, all->len > usual->len);
}

static void
fill_channels (Page *self, const LtDeviceChoice *choice)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint first = get_number ("device-channel");
  guint n_channels = MAX (choice != NULL ? choice->n_channels : 2, first + 1);

  for (guint at = 0; at < MIN (n_channels, 2 * MAX_PAIRS); at += 2)
    {
      g_autofree char *pair = lt_device_menu_dup_pair (at, n_channels);

      gtk_string_list_append (list, pair);
    }
  show (self->channels, list, first / 2);
  gtk_widget_set_sensitive (GTK_WIDGET (self->channels), n_channels > 2);
}

/* @n when it is none of them: then it is a row of its own behind them. */
static guint
index_of (const guint *numbers, guint n, guint number)
{
  guint i = 0;

  while (i < n && numbers[i] != number)
    i++;
  return i;
}

static void
fill_rate (Page *self, const LtDeviceChoice *choice)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const[]) { _ ("As the session"), NULL });
  guint now = get_number ("device-rate"), selected = index_of (rates, G_N_ELEMENTS (rates), now);

  for (guint i = 1; i < G_N_ELEMENTS (rates) + (selected == G_N_ELEMENTS (rates)); i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("%g kHz"), (i < G_N_ELEMENTS (rates) ? rates[i] : now) / 1000.0);

      gtk_string_list_append (list, text);
    }
  show (self->rate, list, selected);
  g_autofree char *own = choice != NULL ? g_strdup_printf (_ ("Its own is %g kHz; converted where they differ"), choice->rate_hz / 1000.0)
                                        : g_strdup (_ ("Converted where they differ"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rate), own);
}

static void
fill_buffer (Page *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint now = get_number ("buffer-frames"), selected = index_of (buffers, G_N_ELEMENTS (buffers), now);

  for (guint i = 0; i < G_N_ELEMENTS (buffers) + (selected == G_N_ELEMENTS (buffers)); i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u frames"), i < G_N_ELEMENTS (buffers) ? buffers[i] : now);

      gtk_string_list_append (list, text);
    }
  show (self->buffer, list, selected);
}

static void
fill (Page *self)
{
  g_autofree char *host_api = dup_setting ("host-api"), *name = dup_setting ("device");
  gboolean         silent = g_str_equal (name, "null");
  const LtDeviceChoice *choice = silent ? NULL : find_choice (self, host_api, name);

  self->filling = TRUE;
  fill_api (self, host_api, name);
  fill_device (self, host_api, name);
  fill_channels (self, choice);
  fill_rate (self, choice);
  fill_buffer (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rate), !silent);
  self->filling = FALSE;
}

/* --- what is chosen --- */

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, Page *self)
{
  guint at = adw_combo_row_get_selected (row);
  g_autofree char *host_api = dup_setting ("host-api");

  if (self->filling || at == GTK_INVALID_LIST_POSITION)
    return;
  if (row == self->api)
    choose (at >= N_OWN_APIS ? g_ptr_array_index (self->apis, at - N_OWN_APIS) : "", at == 1 ? "null" : "");
  else if (row == self->device)
    choose (host_api, at >= N_OWN_NAMES ? g_ptr_array_index (self->names, at - N_OWN_NAMES) : "");
  else if (row == self->channels)
    set_number ("device-channel", 2 * at);
  else if (row == self->rate && at < G_N_ELEMENTS (rates))
    set_number ("device-rate", rates[at]);
  else if (row == self->buffer && at < G_N_ELEMENTS (buffers))
    set_number ("buffer-frames", buffers[at]);
  if (row == self->api || row == self->device)
    fill (self);
}

static AdwComboRow *
add_row (Page *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE); /* errors have any letters */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (keep_whole), NULL);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

/* --- what there is --- */

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *choices = lt_device_choice_list (NULL, &error);

  if (choices != NULL)
    g_task_return_pointer (task, choices, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
lt_preferences_audio_show (GtkWidget *page, GPtrArray *choices)
{
  Page *self = g_object_get_data (G_OBJECT (page), PAGE_KEY);

  g_ptr_array_unref (self->choices);
  self->choices = choices;
  fill (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  Page *self = g_object_get_data (source, PAGE_KEY);
  g_autoptr (GError) error = NULL;
  GPtrArray *choices = g_task_propagate_pointer (G_TASK (result), &error);

  if (gtk_widget_get_root (GTK_WIDGET (source)) == NULL) /* the window was closed meanwhile */
    {
      g_clear_pointer (&choices, g_ptr_array_unref);
      return;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->api), error != NULL ? error->message : "");
  if (choices != NULL)
    lt_preferences_audio_show (GTK_WIDGET (source), choices);
}

static void
look (GtkWidget *page)
{
  Page *self = g_object_get_data (G_OBJECT (page), PAGE_KEY);
  g_autoptr (GTask) task = g_task_new (page, NULL, on_listed, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->api), _ ("Looking for devices…"));
  g_task_run_in_thread (task, list_in_thread);
}

/* A device that is missed is tried at once. */
static void
on_again (GtkWidget *page)
{
  Page        *self = g_object_get_data (G_OBJECT (page), PAGE_KEY);
  LtLiveStatus status;

  look (page);
  if (self->context == NULL)
    return;
  lt_live_get_status (lt_context_get_live (self->context), &status);
  if (status.state == LT_LIVE_LOST || status.state == LT_LIVE_NONE)
    lt_context_open_device (self->context);
}

static GtkWidget *
again_button (GtkWidget *page)
{
  GtkWidget *again = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (again, "flat");
  gtk_widget_set_tooltip_text (again, _ ("Look for devices again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (again), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Look for devices again"), -1);
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (on_again), page);
  return again;
}

static GtkWidget *
all_row (Page *self)
{
  GtkWidget *row = self->all_row = adw_action_row_new ();

  self->all = GTK_SWITCH (gtk_switch_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("All devices"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Also names for single speakers and converters"));
  gtk_widget_set_valign (GTK_WIDGET (self->all), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("All devices"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->all));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->all));
  g_signal_connect_swapped (self->all, "notify::active", G_CALLBACK (fill), self);
  return row;
}

/* Where there is one processor there is nothing to choose. */
static GtkWidget *
threads_row (void)
{
  guint      most = lt_player_get_most_threads ();
  GtkWidget *row = adw_action_row_new (), *spin = gtk_spin_button_new_with_range (1.0, most, 1.0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Processors that play"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("One is best but for very large songs; exports use all."));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Processors that play"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_settings_bind (lt_settings_get (), "play-threads", gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (spin)), "value", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (row, most > 1);
  return row;
}

GtkWidget *
lt_preferences_audio_new (LtContext *context)
{
  GtkWidget           *page = adw_preferences_page_new ();
  AdwPreferencesGroup *output = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Page                *self;

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Sound"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "audio-headphones-symbolic");
  if (lt_settings_get () == NULL)
    return page;

  self = g_new0 (Page, 1);
  self->context = context != NULL ? g_object_ref (context) : NULL;
  self->choices = g_ptr_array_new ();
  self->apis = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (page), PAGE_KEY, self, page_free);

  adw_preferences_group_set_title (output, _ ("Output"));
  adw_preferences_group_set_header_suffix (output, again_button (page));
  self->api = add_row (self, output, _ ("Sound system"), "");
  self->device = add_row (self, output, _ ("Device"), "");
  adw_preferences_group_add (output, all_row (self));
  self->channels = add_row (self, output, _ ("Channels"), _ ("Left and right"));
  self->rate = add_row (self, output, _ ("Sample rate"), "");
  self->buffer = add_row (self, output, _ ("Buffer"), _ ("Smaller answers sooner, larger is safer."));
  adw_preferences_group_add (output, threads_row ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), output);
  if (context != NULL)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (lt_preferences_audio_state_new (context)));
  fill (self);
  look (page);
  return page;
}
