// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8

// Testbench: runs the block on every frame of the golden files, and every stage by itself, and
// compares each value.
//
//   testbench [GOLDEN] [FRAMES]    GOLDEN is the directory of the golden files, FRAMES how many
//                                  frames there must be (as many as the files say if left out)
//
// Exit codes: 0 all equal, 1 a value differs or leaves its certified range, 2 the golden files are
// missing, short, too long or not made for this design. The first fault is printed.

#include "econ_t_ae.h"
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
        char of[32], design[32], weights[32];
        long of_values, of_bits;
        const int found = std::sscanf(
            line.c_str(), "// %31s %ld frames of %ld values of %ld bits, design %31s weights %31s",
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
    return long(number.to_double() * double(1L << frac));
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
    const Golden bx(directory, "bx", 1, 12, false);
    const Golden charges(directory, "charges", 48, 22, false);
    const Golden sum_code(directory, "sum_code", 1, 9, false);
    const Golden norms(directory, "norms", 48, 8, false);
    const Golden conv_sums(directory, "conv_sums", 128, 13, true);
    const Golden activations(directory, "activations", 128, 12, false);
    const Golden dense_sums(directory, "dense_sums", 16, 21, true);
    const Golden latents(directory, "latents", 16, 9, false);
    const Golden links(directory, "links", 5, 32, false);
    const Golden weights(directory, "weights", 2144, 6, true);
    const long frames = charges.frames;
    const Golden *const all[] = {
        &bx,
        &charges,
        &sum_code,
        &norms,
        &conv_sums,
        &activations,
        &dense_sums,
        &latents,
        &links,
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
        static norm_t norm[CELLS], pixel[PIXELS];
        static conv_acc_t conv_acc[ACTIVATIONS];
        static activation_t activation[ACTIVATIONS];
        static dense_acc_t dense_acc[LATENTS];
        static latent_t latent[LATENTS];
        static link_t link[LINKS];
        normalize(charge, code, norm);
        check(sum_code, frame, 0, code.to_int());
        for (int i = 0; i < CELLS; i++) {
            check(norms, frame, i, raw(norm[i], NORM_FRAC));
        }
        image(norm, pixel);
        conv(pixel, loaded, conv_acc);
        for (int i = 0; i < ACTIVATIONS; i++) {
            check(conv_sums, frame, i, raw(conv_acc[i], CONV_FRAC));
            certify("conv_sum", conv_sum_range, frame, i, raw(conv_acc[i], CONV_FRAC));
        }
        activate(conv_acc, activation);
        for (int i = 0; i < ACTIVATIONS; i++) {
            check(activations, frame, i, raw(activation[i], ACTIVATION_FRAC));
            certify("activation", activation_range, frame, i, raw(activation[i], ACTIVATION_FRAC));
        }
        dense(activation, loaded, dense_acc);
        for (int i = 0; i < LATENTS; i++) {
            check(dense_sums, frame, i, raw(dense_acc[i], DENSE_FRAC));
            certify("dense_sum", dense_sum_range, frame, i, raw(dense_acc[i], DENSE_FRAC));
        }
        saturate(dense_acc, latent);
        for (int i = 0; i < LATENTS; i++) {
            check(latents, frame, i, raw(latent[i], LATENT_FRAC));
            certify("latent", latent_range, frame, i, raw(latent[i], LATENT_FRAC));
        }
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
        econ_t_ae(crossing, charge, code, latent, link);
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
