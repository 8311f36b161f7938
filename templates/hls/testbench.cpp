{%- for line in s.provenance %}
// {{ line }}
{%- endfor %}

// Testbench: runs the block on every frame of the golden files, and every stage by itself, and
// compares each value.
//
//   testbench [GOLDEN] [FRAMES]    GOLDEN is the directory of the golden files, FRAMES how many
//                                  frames there must be (as many as the files say if left out)
//
// Exit codes: 0 all equal, 1 a value differs or leaves its certified range, 2 the golden files are
// missing, short, too long or not made for this design. The first fault is printed.

#include "{{ s.name }}.h"
#include "certificate.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

using namespace econ_t;

static void refuse(const std::string &path, const std::string &fault) {
    std::printf("ERROR: %s: %s\n", path.c_str(), fault.c_str());
    std::exit(2);
}

// One golden file: a header line, then frames of hexadecimal values, two's complement if signed.
struct Golden {
    std::string name;
    long frames;
    int values;
    std::vector<long> data;

    Golden(const std::string &directory, const char *name, int values, int bits, bool is_signed)
        : name(name), values(values) {
        const std::string path = directory + "/" + name + ".hex";
        std::ifstream file(path.c_str());
        if (!file) refuse(path, "cannot be opened");
        std::string line;
        std::getline(file, line);
        char of[{{ s.name_room() + 1 }}], design[32], weights[32];
        long of_values, of_bits;
        const int found = std::sscanf(
            line.c_str(), "// %{{ s.name_room() }}s %ld frames of %ld values of %ld bits, design %31s weights %31s",
            of, &frames, &of_values, &of_bits, design, weights);
        if (found != 6) {
            refuse(path, "the first line is not the header of a golden file");
        }
        if (std::strcmp(of, name) != 0) refuse(path, "holds " + std::string(of));
        if (of_values != values || of_bits != bits) refuse(path, "has the shape of another design");
        if (std::strcmp(design, DESIGN_HASH) != 0) refuse(path, "was made for another design");
        if (std::strcmp(WEIGHTS_HASH, "") != 0 && std::strcmp(weights, WEIGHTS_HASH) != 0) {
            refuse(path, "was made for other weights");
        }
        if (frames < 1) refuse(path, "has no frames");
        const size_t digits = (bits + 3) / 4;
        std::string word;
        while (file >> word) {
            const std::string value = "value " + std::to_string(data.size()) + ", " + word + ", ";
            const size_t odd = word.find_first_not_of("0123456789abcdef");
            if (word.size() != digits || odd != std::string::npos) {
                refuse(path, value + "needs " + std::to_string(digits) + " hexadecimal digits");
            }
            const long raw = std::strtol(word.c_str(), 0, 16);
            if (raw >> bits) refuse(path, value + "has too many bits");
            data.push_back(is_signed && raw >> (bits - 1) ? raw - (1L << bits) : raw);
        }
        if (data.size() != size_t(frames) * values) {
            refuse(path, "holds " + std::to_string(data.size()) + " values, the header says "
                + std::to_string(frames * values));
        }
    }

    long at(long frame, int index) const { return data[frame * values + index]; }
};

static long compared = 0;

// A number in units of its last fractional bit.
template <class Number>
static long raw(const Number &number, int frac) {
{%- if s.has_coarse_numbers() %}
    return long(frac < 0 ? number.to_double() / double(1L << -frac) : number.to_double() * double(1L << frac));
{%- else %}
    return long(number.to_double() * double(1L << frac));
{%- endif %}
}

static void check(const Golden &golden, long frame, int index, long got) {
    compared++;
    const long expected = golden.at(frame, index);
    if (got == expected) return;
    std::printf("DIFFERENT: frame %ld, %s[%d]: expected %ld, got %ld\n",
        frame, golden.name.c_str(), index, expected, got);
    std::exit(1);
}

static void certify(const char *name, const Range *ranges, long frame, int index, long got) {
    if (ranges[index].min <= got && got <= ranges[index].max) return;
    std::printf("UNCERTIFIED: frame %ld, %s[%d] = %ld is outside %ld..=%ld\n",
        frame, name, index, got, ranges[index].min, ranges[index].max);
    std::exit(1);
}

int main(int argc, char **argv) {
    const std::string directory = argc > 1 ? argv[1] : "../golden";
{%- for g in s.golden %}
    const Golden {{ g.name }}(directory, "{{ g.name }}", {{ g.values }}, {{ g.bits }}, {{ g.signed }});
{%- endfor %}
    const long frames = charges.frames;
    const Golden *const all[] = {
{%- for name in s.per_sample() %}
        &{{ name }},
{%- endfor %}
    };
    for (const Golden *golden : all) {
        if (golden->frames != frames) refuse(golden->name, "has other frames than charges");
    }
    if (argc > 2 && std::atol(argv[2]) != frames) {
        refuse(directory, "has " + std::to_string(frames) + " frames, asked for are " + argv[2]);
    }

    static weight_t loaded[WEIGHTS];
    for (int i = 0; i < WEIGHTS; i++) {
        loaded[i] = weights.at(0, i);
    }
    for (long frame = 0; frame < frames; frame++) {
        const bx_t crossing = bx.at(frame, 0);
        static charge_t charge[CELLS];
        for (int i = 0; i < CELLS; i++) {
            charge[i] = charges.at(frame, i);
        }

        // Stage by stage, so that the first difference is where the fault is.
        sum_code_t code;
{%- for line in s.results() %}
        {{ line }}
{%- endfor %}
        static link_t link[LINKS];
        normalize(charge, code, norm);
        check(sum_code, frame, 0, code.to_int());
        for (int i = 0; i < CELLS; i++) {
            check(norms, frame, i, raw(norm[i], NORM_FRAC));
        }
{%- for check in s.checks() %}
        {{ check.call }}
{%- if let Some(n) = check.compared %}
        for (int i = 0; i < {{ n.size }}; i++) {
            check({{ n.values }}, frame, i, raw({{ n.result }}[i], {{ n.frac }}));
            certify("{{ n.value }}", {{ n.value }}_range, frame, i, raw({{ n.result }}[i], {{ n.frac }}));
        }
{%- endif %}
{%- endfor %}
        format(crossing, code, latent, link);
        for (int i = 0; i < LINKS; i++) {
            check(links, frame, i, link[i].to_int64());
        }

        // The whole block. Outputs start from wrong values, so that one left alone is noticed.
        code = ~sum_code_t(sum_code.at(frame, 0));
        for (int i = 0; i < LATENTS; i++) {
            latent[i] = latent_t(0);
        }
        for (int i = 0; i < LINKS; i++) {
            link[i] = ~link_t(links.at(frame, i));
        }
        {{ s.name }}(crossing, charge, {% if !s.is_frozen() %}loaded, {% endif %}code, latent, link);
        check(sum_code, frame, 0, code.to_int());
        for (int i = 0; i < LATENTS; i++) {
            check(latents, frame, i, raw(latent[i], LATENT_FRAC));
        }
        for (int i = 0; i < LINKS; i++) {
            check(links, frame, i, link[i].to_int64());
        }
    }
    std::printf("PASS: %ld frames, %ld values compared\n", frames, compared);
    return 0;
}
