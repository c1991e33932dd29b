#!/usr/bin/env bash
# runc for a root that lacks capabilities. Docker before version 23 asks for all that the kernel knows when a container is
# privileged, and then runc cannot start it; and a lower oom_score_adj is refused without CAP_SYS_RESOURCE. So both are
# taken out of what Docker asks for: the bundle of a container, or the process of an exec.
set -euo pipefail
names=(CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
  NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN
  SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE
  MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE)
bounds=$((16#$(awk '$1 == "CapBnd:" { print $2 }' /proc/self/status)))
lacking=()
for bit in "${!names[@]}"; do ((bounds >> bit & 1)) || lacking+=("CAP_${names[bit]}"); done

# reduce FILE FILTER: changes the process that the filter names
reduce() {
  local reduced
  reduced=$(jq --compact-output --args "$2 |= (
    if .capabilities then .capabilities[] -= \$ARGS.positional else . end
    | if (.oomScoreAdj // 0) < 0 then .oomScoreAdj = 0 else . end)" "${lacking[@]}" <"$1")
  printf '%s' "$reduced" >"$1"
}

previous=
for argument in "$@"; do
  case $previous in
    --bundle) reduce "$argument/config.json" .process ;;
    --process) reduce "$argument" . ;;
  esac
  previous=$argument
done
exec runc "$@"
