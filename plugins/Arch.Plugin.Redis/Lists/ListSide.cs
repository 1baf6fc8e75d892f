namespace Arch.Plugin.Redis.Lists;

/// <summary>The end of a list.</summary>
internal enum ListSide
{
    Left,
    Right,
}
