namespace Arch.Plugin.Data.Hashing;

internal enum HashEncoding
{
    /// <summary>Lower-case hexadecimal digits.</summary>
    Hex,

    /// <summary>Base64 with padding.</summary>
    Base64,
}
