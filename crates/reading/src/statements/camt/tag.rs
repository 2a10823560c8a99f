//! The elements of ISO 20022 that a statement is read from.

/// Makes an enum of element names.
macro_rules! tags {
    ($($tag:ident = $name:literal),+ $(,)?) => {
        /// An element by its name without prefix.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag { $($tag),+, Unknown }

        impl Tag {
            pub(super) fn of(name: &str) -> Self {
                // Bytes become a tree of decisions, texts a list of comparisons.
                match name.as_bytes() { $($name => Self::$tag,)+ _ => Self::Unknown }
            }
        }
    };
}

tags! {
    Amt = b"Amt", Nm = b"Nm", Cd = b"Cd", Id = b"Id", Dt = b"Dt", DtTm = b"DtTm", Iban = b"IBAN",
    Othr = b"Othr", Ntry = b"Ntry", TxDtls = b"TxDtls", NtryDtls = b"NtryDtls", Refs = b"Refs",
    CdtDbtInd = b"CdtDbtInd", RltdPties = b"RltdPties", RmtInf = b"RmtInf", Ustrd = b"Ustrd",
    BookgDt = b"BookgDt", ValDt = b"ValDt", Sts = b"Sts", RvslInd = b"RvslInd", BkTxCd = b"BkTxCd",
    Domn = b"Domn", Fmly = b"Fmly", SubFmlyCd = b"SubFmlyCd", Prtry = b"Prtry", Cdtr = b"Cdtr",
    Dbtr = b"Dbtr", CdtrAcct = b"CdtrAcct", DbtrAcct = b"DbtrAcct", UltmtCdtr = b"UltmtCdtr",
    UltmtDbtr = b"UltmtDbtr", Pty = b"Pty", PrvtId = b"PrvtId", OrgId = b"OrgId",
    EndToEndId = b"EndToEndId", MndtId = b"MndtId", TxId = b"TxId", AcctSvcrRef = b"AcctSvcrRef",
    NtryRef = b"NtryRef", Strd = b"Strd", CdtrRefInf = b"CdtrRefInf", Ref = b"Ref",
    AddtlRmtInf = b"AddtlRmtInf", AddtlTxInf = b"AddtlTxInf", AddtlNtryInf = b"AddtlNtryInf",
    AmtDtls = b"AmtDtls", TxAmt = b"TxAmt", RtrInf = b"RtrInf", Rsn = b"Rsn", Bal = b"Bal", Tp = b"Tp",
    CdOrPrtry = b"CdOrPrtry", Acct = b"Acct", Ccy = b"Ccy", Ownr = b"Ownr", Svcr = b"Svcr",
    FinInstnId = b"FinInstnId", Bic = b"BIC", BicFi = b"BICFI", ClrSysMmbId = b"ClrSysMmbId",
    MmbId = b"MmbId", Stmt = b"Stmt", Rpt = b"Rpt", Ntfctn = b"Ntfctn", GrpHdr = b"GrpHdr",
    CreDtTm = b"CreDtTm", FrToDt = b"FrToDt", FrDtTm = b"FrDtTm", ToDtTm = b"ToDtTm", PrtryAcct = b"PrtryAcct",
}
