namespace Arch.Plugin.Data.Hashing;

internal enum HashKind
{
    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>SHA-1, broken.</summary>
    Sha1,

    /// <summary>MD5, broken.</summary>
    Md5,
}
