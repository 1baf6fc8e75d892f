namespace Arch.Plugin.Process;

internal enum Shell
{
    Sh,
    Bash,
    Python3,
    Node,
    Pwsh,
}
