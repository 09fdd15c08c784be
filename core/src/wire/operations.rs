//! The one list of all operations.

use super::rules::{
    ExplainPair, ListOccurrences, MergeLines, PlanClose, PlanCycles, PlanOpen, Rule, ShareStock,
};
use super::run;
use crate::error::{Code, Result};
use crate::hub::*;

/// One operation, as the bindings know it.
#[derive(Debug)]
pub struct Entry {
    /// `noun_plural.verb`.
    pub name: &'static str,
    /// Whether it changes anything.
    pub mutates: bool,
    /// Whether `key` and `dry_run` mean something: not for the tick, which does nothing twice anyway.
    pub keyed: bool,
    /// Whether customers may call it for themselves.
    pub for_customers: bool,
    /// Whether it is a pure rule: no hub, no actor.
    pub is_rule: bool,
    /// The codes of its own errors; those of [`COMMON`] come beside them.
    pub errors: &'static [Code],
    pub(super) run: fn(Option<&Hub>, &str) -> Result<String>,
    /// Adds its request and its answer to the schema.
    #[cfg(feature = "schema")]
    pub(super) describe: fn(&mut super::schema::Schemas) -> super::schema::Described,
}

/// The codes that any operation may answer with: an enterprise with no id is `required`, and what
/// is beyond all that is counted `out_of_range`, wherever amounts are reckoned.
pub const COMMON: &[Code] = &[
    Code::InvalidInput,
    Code::Required,
    Code::OutOfRange,
    Code::Malformed,
    Code::TooLong,
    Code::NotFound,
    Code::NotAllowed,
    Code::Conflict,
    Code::KeyReused,
    Code::StoreUnavailable,
    Code::CorruptRecord,
    Code::Internal,
];

macro_rules! operations {
    ($($kind:ident $request:ty [$($code:ident)*];)+) => {
        /// Every operation, by area.
        pub const OPERATIONS: &[Entry] = &[$(operations!(@$kind $request [$($code)*])),+];
    };
    (@hub $request:ty [$($code:ident)*]) => {
        Entry {
            name: <$request as Operation>::NAME,
            mutates: <$request as Operation>::MUTATES,
            keyed: <$request as Operation>::KEYED,
            for_customers: <$request as Operation>::FOR_CUSTOMERS,
            is_rule: false,
            errors: &[$(Code::$code),*],
            run: run::<$request>,
            #[cfg(feature = "schema")]
            describe: |schemas| schemas.describe::<$request, <$request as Operation>::Response>(),
        }
    };
    (@rule $request:ty [$($code:ident)*]) => {
        Entry {
            name: <$request as Rule>::NAME,
            mutates: false,
            keyed: false,
            for_customers: true,
            is_rule: true,
            errors: &[$(Code::$code),*],
            run: super::rules::run::<$request>,
            #[cfg(feature = "schema")]
            describe: |schemas| schemas.describe::<$request, <$request as Rule>::Response>(),
        }
    };
}

operations! {
    hub enterprises::CreateEnterprise [AlreadyExists];
    hub enterprises::GetEnterprise [];
    hub enterprises::UpdateEnterprise [CurrencyFixed];
    hub enterprises::ListEnterprises [];
    hub variants::SaveVariants [];
    hub variants::ListVariants [];
    hub customers::CreateCustomer [AlreadyExists];
    hub customers::GetCustomer [];
    hub customers::UpdateCustomer [AlreadyExists WrongState];
    hub customers::ListCustomers [];
    hub customers::SetCodes [];
    hub customers::ImportCsv [];
    hub customers::ExportCsv [];
    hub customers::ChangeCustomers [WrongState];
    hub customers::MessageCustomers [];
    hub selections::SaveSelection [];
    hub selections::ListSelections [];
    hub selections::RemoveSelection [];
    hub customers::AddNote [WrongState];
    hub customers::EditNote [];
    hub customers::RemoveNote [];
    hub customers::ListNotes [];
    hub customer_fields::SaveCustomerField [WrongState];
    hub customer_fields::ListCustomerFields [];
    hub customer_fields::RemoveCustomerField [WrongState];
    hub customers::ListTags [];
    hub customers::RenameTag [];
    hub customers::RemoveTag [WrongState];
    hub customers::ArchiveCustomer [WrongState];
    hub customers::RestoreCustomer [WrongState];
    hub customers::RemoveCustomer [WrongState];
    hub customers::EraseCustomer [WrongState];
    hub customers::PlanMerge [WrongState];
    hub customers::MergeCustomers [WrongState];
    hub customers::SplitCustomer [WrongState];
    hub customers::SaveContact [AlreadyExists WrongState];
    hub customers::RemoveContact [];
    hub customers::ListContacts [];
    hub customers::CustomersOfUser [];
    hub customers::SetConsent [WrongState];
    hub customers::CustomerChangesSince [];
    hub customers::MayShop [];
    hub join_requests::CreateJoinRequest [WrongState];
    hub join_requests::ListJoinRequests [];
    hub join_requests::ApproveJoinRequest [WrongState];
    hub join_requests::RefuseJoinRequest [WrongState];
    hub series::CreateSeries [];
    hub series::GetSeries [];
    hub series::ListSeries [];
    hub series::UpdateSeries [];
    hub series::FinishSeries [WrongState];
    hub series::ListSeriesCycles [];
    hub series::AttachCycle [AlreadyExists WrongState];
    hub series::DetachCycle [WrongState];
    hub series::PreviewSeries [];
    hub cycles::CreateCycle [WrongState];
    hub cycles::GetCycle [];
    hub cycles::ListCycles [];
    hub cycles::UpdateOffers [InsufficientStock WrongState];
    hub cycles::ListOutcomes [];
    hub standing_orders::CreateStandingOrder [WrongState];
    hub standing_orders::GetStandingOrder [];
    hub standing_orders::ListStandingOrders [];
    hub standing_orders::ReviseStandingOrder [WrongState];
    hub standing_orders::SkipCycles [OpenOrdersExist SkipLimit LimitPassed];
    hub standing_orders::UnskipCycles [LimitPassed WrongState];
    hub standing_orders::PauseStandingOrder [EndBeforeStart OpenOrdersExist LimitPassed];
    hub standing_orders::ResumeStandingOrder [WrongState];
    hub standing_orders::FinishStandingOrder [EndBeforeStart OpenOrdersExist LimitPassed WrongState];
    hub standing_orders::Explain [];
    hub standing_orders::Timeline [];
    hub orders::RecordOrder [
        UnknownReference CycleNotOpen InsufficientStock AlreadyExists WrongState
    ];
    hub orders::GetOrder [];
    hub orders::ListOrders [];
    hub orders::EditOrder [UnknownReference LimitPassed InsufficientStock SkipLimit WrongState];
    hub orders::CancelOrder [LimitPassed WrongState SkipLimit];
    hub orders::ConfirmOrder [LimitPassed WrongState];
    hub orders::ReleaseOrder [WrongState];
    hub orders::OrdersAhead [AlreadyExists WrongState];
    hub orders::DuplicateOrder [AlreadyExists WrongState];
    hub orders::AdoptOrder [AlreadyExists WrongState];
    hub orders::DetachOrder [LimitPassed WrongState];
    hub orders::ReassignOrder [WrongState];
    hub past_orders::RecordPastOrders [];
    hub past_orders::ListPastOrders [];
    hub past_orders::LinkOrders [WrongState];
    hub history::CustomerHistory [];
    hub sales::CustomerSales [];
    hub saved_lists::SaveList [AlreadyExists WrongState];
    hub saved_lists::ListSavedLists [];
    hub saved_lists::RemoveSavedList [];
    hub saved_lists::SaveListFromOrder [WrongState];
    hub saved_lists::AddListToOrder [LimitPassed WrongState];
    hub ledger::RecordPosting [];
    hub ledger::ReversePosting [WrongState];
    hub ledger::ListPostings [];
    hub ledger::GetBalance [];
    hub ledger::GetStatement [];
    hub notices::ListNotices [];
    hub notices::LeaseNotices [];
    hub notices::AcknowledgeNotice [WrongState];
    hub notices::ReportFailure [WrongState];
    hub notices::RequeueNotice [WrongState];
    hub changes::ListChanges [];
    hub tick::Tick [];
    hub test_clock::AdvanceClock [ClockRefused];
    rule ListOccurrences [];
    rule PlanCycles [];
    rule PlanOpen [];
    rule PlanClose [];
    rule ExplainPair [];
    rule MergeLines [];
    rule ShareStock [];
}

/// The operation of a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    OPERATIONS.iter().find(|entry| entry.name == name)
}
