#!/usr/bin/env bash
# PID 1 of the Docker engine, in namespaces of its own: when it dies, so does all that the engine started.
# Arguments: the engine's directory, and the program that starts containers.
set -uo pipefail
home=$1 runtime=$2

hostname docker
ip link set lo up
sysctl -qw net.ipv4.ip_forward=1
mount -t tmpfs tmpfs /run
mkdir -p /run/lock

# The machine's mounts show all of its cgroups: in their places, only those below the engine's own. Without the one of
# version 2 that a hybrid machine has, all nodes would share a group, and the systemd of each would remove the others'.
mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
while IFS=: read -r _ controllers _; do
  case $controllers in
    '') name=unified kind=cgroup2 options=rw ;;
    name=*) name=${controllers#name=} kind=cgroup options=none,$controllers ;;
    *) name=$controllers kind=cgroup options=$controllers ;;
  esac
  mkdir "/sys/fs/cgroup/$name"
  mount -t "$kind" -o "$options" cgroup "/sys/fs/cgroup/$name"
done </proc/self/cgroup
mount --make-rshared /

trap 'kill -TERM "$daemon"' TERM
dockerd --data-root "$home/data" --exec-root /run/docker --pidfile /run/docker.pid \
  --host "unix://$home/docker.sock" --host unix:///run/docker.sock \
  --add-runtime "capable=$runtime" --default-runtime capable &
daemon=$!
# A signal ends a wait, and PID 1 also gets the orphans of others.
while kill -0 "$daemon" 2>/dev/null; do wait "$daemon"; done
