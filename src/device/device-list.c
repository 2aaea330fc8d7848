// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of devices, asked of a short-lived device host.
// Layer: device. An odd audio configuration can hang or abort that process, never this one.

#include "device/device-null.h"
#include "device/device-spawn.h"
#include "device/device.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NS_PER_MS 1000000
#define TEXT_SIZE 32768 /* some two hundred devices */

/* Reads to the end of the stream; 0 at the deadline or when it is too long. */
static size_t
read_text (int fd, char *text, size_t size, int64_t until_ns)
{
  size_t n = 0;

  while (n + 1 < size)
    {
      int64_t       left_ms = (until_ns - lt_device_null_now_ns () + NS_PER_MS - 1) / NS_PER_MS;
      struct pollfd ready = { .fd = fd, .events = POLLIN };

      if (left_ms <= 0)
        return 0;
      if (poll (&ready, 1, (int) left_ms) <= 0)
        continue;

      ssize_t got = read (fd, text + n, size - 1 - n);
      if (got == 0)
        {
          text[n] = '\0';
          return n;
        }
      if (got > 0)
        n += (size_t) got;
      else if (errno != EINTR)
        return 0;
    }
  return 0;
}

/* Cuts the next field off *@rest; NULL when there is none. */
static const char *
next_field (char **rest)
{
  return strsep (rest, "\t");
}

static bool
parse_line (char *line, LtDeviceInfo *info)
{
  const char *kind = next_field (&line);
  const char *channels = next_field (&line);
  const char *inputs = next_field (&line);
  const char *rate = next_field (&line);
  const char *api = next_field (&line);

  if (api == NULL || line == NULL)
    return false;

  *info = (LtDeviceInfo){
    .is_default = strcmp (kind, "default") == 0,
    .n_channels = (uint32_t) strtoul (channels, NULL, 10),
    .n_inputs = (uint32_t) strtoul (inputs, NULL, 10),
    .rate_hz = (double) strtoul (rate, NULL, 10), /* whole, so that no locale matters */
  };
  snprintf (info->host_api, sizeof info->host_api, "%s", api);
  snprintf (info->name, sizeof info->name, "%s", line);
  return true;
}

/* The default is moved to the front. */
static bool
parse (char *text, LtDeviceInfo *infos, uint32_t capacity, uint32_t *n_infos)
{
  char *line;

  while ((line = strsep (&text, "\n")) != NULL)
    {
      LtDeviceInfo info;

      if (strcmp (line, "end") == 0)
        return true;
      if (!parse_line (line, &info))
        return false;
      if (*n_infos == capacity && !info.is_default)
        continue;

      uint32_t at = *n_infos < capacity ? (*n_infos)++ : capacity - 1;
      if (info.is_default)
        {
          memmove (infos + 1, infos, at * sizeof *infos);
          at = 0;
        }
      infos[at] = info;
    }
  return false;
}

LtStatus
lt_device_list (const char   *host_program,
                int           timeout_ms,
                LtDeviceInfo *infos,
                uint32_t      capacity,
                uint32_t     *n_infos)
{
  char          text[TEXT_SIZE];
  LtDeviceSpawn child;
  int64_t       until_ns = lt_device_null_now_ns () + (int64_t) timeout_ms * NS_PER_MS;

  *n_infos = 0;
  if (capacity == 0)
    return LT_ERR_INVALID;

  LtStatus status = lt_device_spawn_list (&child, host_program);
  if (status != LT_OK)
    return status;

  size_t n = read_text (child.news, text, sizeof text, until_ns);
  bool   late = n == 0 && lt_device_null_now_ns () >= until_ns;

  lt_device_spawn_end (&child, 0);
  if (late)
    return LT_ERR_TIMEOUT;
  return n > 0 && parse (text, infos, capacity, n_infos) ? LT_OK : LT_ERR_UNAVAILABLE;
}
