// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
// Formatter: header, module sum and latents as link words. Link i is bits 32 i and up of `links`.
`default_nettype none
// Bits that the frame leaves out are not used.
/* verilator lint_off UNUSED */

(* keep_hierarchy *)
module formatter (
  input wire [11:0] bx,
  input wire [8:0] sum_code,
  input wire [143:0] latents,
  output wire [159:0] links
);
  // 31 in crossing 0, otherwise the crossing modulo 16.
  wire [4:0] header = (bx == 12'd0) ? 5'd31 : {1'b0, bx[3:0]};
  assign links[31:0] = {header[4:0], sum_code[8:0], 2'd0, latents[143:128]};
  assign links[63:32] = {latents[127:96]};
  assign links[95:64] = {latents[95:64]};
  assign links[127:96] = {latents[63:32]};
  assign links[159:128] = {latents[31:0]};
endmodule

`default_nettype wire
