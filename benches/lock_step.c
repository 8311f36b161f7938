/* Drives a chip in lock step: sends a row, waits for its answer, sends the next one; prints the rate.
 *
 *   lock_step ROWS ECON_EMU CONFIG     runs: ECON_EMU emulate --config CONFIG --input - --output -
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define INPUTS 12
#define OUTPUTS 13

static void stop(const char *what)
{
    perror(what);
    exit(2);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + 1e-9 * time.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

/* Words of 8 digits with commas between them and a line feed at the end. */
static void write_row(FILE *to, const unsigned words[INPUTS])
{
    for (int link = 0; link < INPUTS; link++)
        fprintf(to, "%08x%c", words[link], link + 1 < INPUTS ? ',' : '\n');
    fflush(to);
}

static void read_row(FILE *from, unsigned words[OUTPUTS])
{
    char line[256];
    if (!fgets(line, sizeof line, from))
        stop("no answer");
    char *at = line;
    for (int link = 0; link < OUTPUTS; link++)
        words[link] = strtoul(at, &at, 16), at++;
}

int main(int count, char **arguments)
{
    if (count != 4) {
        fprintf(stderr, "usage: lock_step ROWS ECON_EMU CONFIG\n");
        return 2;
    }
    long rows = atol(arguments[1]);
    int to[2], from[2];
    if (rows < 1 || pipe(to) || pipe(from))
        stop("cannot begin");
    pid_t chip = fork();
    if (chip < 0)
        stop("fork");
    if (chip == 0) {
        dup2(to[0], 0), dup2(from[1], 1);
        close(to[0]), close(to[1]), close(from[0]), close(from[1]);
        execl(arguments[2], arguments[2], "emulate", "--config", arguments[3], "--input", "-", "--output", "-",
              (char *)NULL);
        stop(arguments[2]);
    }
    close(to[0]), close(from[1]);
    FILE *input = fdopen(to[1], "w"), *output = fdopen(from[0], "r");
    for (int link = 0; link < INPUTS; link++)
        fprintf(input, "RX_DATA_%d%c", link, link + 1 < INPUTS ? ',' : '\n');
    fflush(input);
    char names[512];
    if (!fgets(names, sizeof names, output))
        stop("no names");
    double *times = malloc(rows * sizeof *times), start = now();
    unsigned sent[INPUTS], got[OUTPUTS], sum = 0;
    for (long row = 0; row < rows; row++) {
        double before = now();
        for (int link = 0; link < INPUTS; link++) {
            unsigned code = (unsigned)(row * 2654435761u + link * 40503u);
            sent[link] = (row % 3564 ? 0xA0000000u : 0x90000000u) | (code & 0x0FFFFFFFu);
        }
        write_row(input, sent);
        read_row(output, got);
        sum ^= got[0];
        times[row] = now() - before;
    }
    double seconds = now() - start;
    fclose(input);
    int status;
    if (waitpid(chip, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
        stop("the chip has failed");
    qsort(times, rows, sizeof *times, by_size);
    printf("%ld rows one by one in %.2f s: %.0f rows/s; an answer takes %.1f us (median), %.1f us (99 %%); %08x\n", rows,
           seconds, rows / seconds, 1e6 * times[rows / 2], 1e6 * times[rows * 99 / 100], sum);
    return 0;
}
