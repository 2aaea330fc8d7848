// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line's frame: finding the command, options, errors, signals.
// Layer: cli.

#include "cli/cli.h"
#include "media/media-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (lt-cli-error-quark, lt_cli_error)

static gboolean      quiet;
static GCancellable *cancellable;

static const LtCommand *
find_command (const char *name)
{
  for (guint i = 0; lt_commands[i] != NULL; i++)
    if (strcmp (lt_commands[i]->name, name) == 0)
      return lt_commands[i];
  return NULL;
}

bool
lt_cli_knows (const char *word)
{
  return find_command (word) != NULL || strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0
         || strcmp (word, "help") == 0 || strcmp (word, "--version") == 0;
}

/* --- signals --- */

static void *
wait_for_signals (void *data)
{
  sigset_t *set = data;
  int       number;

  while (sigwait (set, &number) == 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        _exit (1); /* asked twice: what is half-written has hidden names */
      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

static void
catch_signals (void)
{
  static sigset_t set;
  pthread_t       thread;

  cancellable = g_cancellable_new ();
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a size limit is an error like a full disk */
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  if (pthread_create (&thread, NULL, wait_for_signals, &set) == 0)
    pthread_detach (thread);
}

GCancellable *
lt_cli_get_cancellable (void)
{
  return cancellable;
}

/* --- options --- */

/* What g_option leaves behind: words, and unknown options unless they are negative numbers. */
static const char *
first_unknown (char **words, int n)
{
  for (int i = 0; i < n; i++)
    if (strcmp (words[i], "--") == 0)
      return NULL;
    else if (words[i][0] == '-' && words[i][1] != '\0' && !g_ascii_isdigit (words[i][1]) && words[i][1] != '.'
             && strcmp (words[i], "-inf") != 0)
      return words[i];
  return NULL;
}

static void
print_usage (const LtCommand *self, FILE *to)
{
  fprintf (to, _ ("Usage: lathe %s %s\n"), self->name, _ (self->args));
}

/* (transfer full): all but "--". */
static char **
collect_words (char **from, int n)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 0; i < n; i++)
    if (strcmp (from[i], "--") != 0)
      g_strv_builder_add (words, from[i]);
  return g_strv_builder_end (words);
}

/* Texts are UTF-8 whatever the locale is: GOption would take them for what that writes, and in the C locale, in which machines
   work, refuse an umlaut. (transfer container): @entries with texts as they were typed; NULL: there are none. */
static GOptionEntry *
dup_plain (const GOptionEntry *entries)
{
  gsize n = 1;

  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    n++;

  GOptionEntry *plain = entries != NULL ? g_memdup2 (entries, n * sizeof *entries) : NULL;
  for (gsize i = 0; plain != NULL && i < n - 1; i++)
    if (plain[i].arg == G_OPTION_ARG_STRING)
      plain[i].arg = G_OPTION_ARG_FILENAME;
    else if (plain[i].arg == G_OPTION_ARG_STRING_ARRAY)
      plain[i].arg = G_OPTION_ARG_FILENAME_ARRAY;
  return plain;
}

static bool
is_text (const GOptionEntry *entry)
{
  char **one = entry->arg_data, ***many = entry->arg_data;

  if (entry->arg == G_OPTION_ARG_STRING)
    return *one == NULL || g_utf8_validate (*one, -1, NULL);
  for (char **text = entry->arg == G_OPTION_ARG_STRING_ARRAY ? *many : NULL; text != NULL && *text != NULL; text++)
    if (!g_utf8_validate (*text, -1, NULL))
      return false;
  return true;
}

/* The first option whose text is none; NULL: all are. */
static const char *
find_no_text (const GOptionEntry *entries)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    if (!is_text (entry))
      return entry->long_name;
  return NULL;
}

static int
show_help (const LtCommand *self, GOptionContext *context)
{
  g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
  const char      *options = strstr (text, "\n\n");

  print_usage (self, stdout);
  printf ("%s\n", options != NULL ? options + 1 : text);
  return lt_cli_finish ();
}

char **
lt_cli_parse (const LtCommand *self, const GOptionEntry *entries, int argc, char **argv, int min, int max, int *exit_code)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError)         error = NULL;
  g_autofree GOptionEntry   *plain = dup_plain (entries);
  gboolean                   help = FALSE;
  const GOptionEntry         common[] = {
            { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("No progress bar and no remarks"), NULL },
            { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
            G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_summary (context, _ (self->summary));
  if (plain != NULL)
    g_option_context_add_main_entries (context, plain, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      *exit_code = lt_cli_wrong (self, "%s.", error->message);
      return NULL;
    }
  if (help)
    {
      *exit_code = show_help (self, context);
      return NULL;
    }

  const char *no_text = find_no_text (entries), *unknown = first_unknown (argv + 1, argc - 1);
  if (no_text != NULL || unknown != NULL)
    {
      *exit_code = no_text != NULL ? lt_cli_wrong (self, _ ("What --%s is given is not UTF-8; write it in that encoding."), no_text)
                                   : lt_cli_wrong (self, _ ("“%s” is not an option of this command."), unknown);
      return NULL;
    }
  g_auto (GStrv) words = collect_words (argv + 1, argc - 1);
  int            n = (int) g_strv_length (words);
  bool           is_short = n < min || (n > 0 && words[0][0] == '\0'); /* "", as of a variable that is not set, is not the folder one is in */
  if (is_short || (max >= 0 && n > max))
    {
      *exit_code = lt_cli_wrong (self, "%s", is_short ? _ ("Something is missing.") : _ ("There is a word too many."));
      return NULL;
    }
  return g_steal_pointer (&words);
}

/* --- words to the user --- */

int
lt_cli_fail (const GError *error)
{
  lt_cli_progress_end ();
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fprintf (stderr, "lathe: %s\n", _ ("Stopped; nothing was written."));
  else if (g_error_matches (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS))
    fprintf (stderr, "lathe: %s %s\n", error->message, _ ("--force replaces it."));
  else
    fprintf (stderr, "lathe: %s\n", error->message);
  return g_error_matches (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE) ? 2 : 1;
}

int
lt_cli_wrong (const LtCommand *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "lathe %s: %s\n", self->name, sentence);
  print_usage (self, stderr);
  return 2;
}

void
lt_cli_note (const char *format, ...)
{
  va_list args;

  if (quiet)
    return;
  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);
  lt_cli_progress_end ();
  fprintf (stderr, "%s\n", sentence);
}

void
lt_cli_print (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
}

int
lt_cli_finish (void)
{
  static bool told;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return 0;
  if (!told)
    fprintf (stderr, "lathe: %s\n", _ ("The output could not be written; check where it goes."));
  told = true;
  return 1;
}

static bool
progress_wanted (gint64 *began)
{
  static gint64 start;

  if (start == 0)
    start = g_get_monotonic_time ();
  *began = start;
  return !quiet && isatty (STDERR_FILENO) && g_get_monotonic_time () - start > G_USEC_PER_SEC / 2;
}

static gint64 last_shown;

void
lt_cli_progress (double done, gpointer label)
{
  gint64 began, now = g_get_monotonic_time ();
  int    width = 40, filled = (int) (CLAMP (done, 0.0, 1.0) * width);

  if (!progress_wanted (&began) || now - last_shown < G_USEC_PER_SEC / 20)
    return;
  last_shown = now;
  fprintf (stderr, "\r%s [%.*s%*s] %3d %%", label != NULL ? (const char *) label : "", filled,
           "########################################", width - filled, "", (int) (100.0 * done));
}

void
lt_cli_progress_end (void)
{
  if (last_shown != 0)
    fprintf (stderr, "\r\033[K");
  last_shown = 0;
}

/* --- the program --- */

static int
print_help (void)
{
  printf (_ ("Usage: lathe COMMAND …\n\nMix and master your music.\n\nCommands:\n"));
  for (guint i = 0; lt_commands[i] != NULL; i++)
    printf ("  %-10s %s\n", lt_commands[i]->name, _ (lt_commands[i]->summary));
  printf (_ ("\n“lathe COMMAND --help” tells more.\n"));
  return lt_cli_finish ();
}

int
lt_cli_main (int argc, char **argv)
{
  const LtCommand *command = argc > 1 ? find_command (argv[1]) : NULL;

  setlocale (LC_NUMERIC, "C"); /* numbers have a point wherever they are printed */
  catch_signals ();
  if (command != NULL)
    return command->run (command, argc - 1, argv + 1);
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      printf ("lathe %s\n", LATHE_VERSION);
      return lt_cli_finish ();
    }
  return print_help ();
}
