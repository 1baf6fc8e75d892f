namespace Arch.Plugin.Http;

internal enum ResponseForm
{
    Auto,
    Json,
    Text,
    Base64,
    File,
}
