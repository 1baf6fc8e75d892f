namespace Arch.Plugin.Process;

internal enum OutputForm
{
    Text,
    Json,
    Lines,
}
