#!/bin/sh
# A worker of 'econ-emu {{ command }}'. It takes what is open and ends when nothing is left; any number of these may run, on
# any machines that see the directory, and may be killed at any time.
{% if transferred %}# HTCondor has brought the program, and libraries if it needs some, into the working directory.
chmod +x ./{{ program }}
export LD_LIBRARY_PATH="$PWD${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec ./{{ program }} {{ command }} worker {{ directory }}
{% else %}exec {{ program }} {{ command }} worker {{ directory }}
{% endif -%}
