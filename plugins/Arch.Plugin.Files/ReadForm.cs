namespace Arch.Plugin.Files;

internal enum ReadForm
{
    Text,
    Json,
    Base64,
    Lines,
}
