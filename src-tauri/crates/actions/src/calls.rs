//! The list of calls: the table of contents of the program. A line a call, reads first; nothing else is decided here.

use domain::activity::{self, Activity, hearing};
use domain::appeal::{Appeal, conclude, enter, feedback, handing, handle, limit, sort};
use domain::party::{self, Party};
use domain::procedure;
use domain::staff::{self, Staff};
use domain::station::{self, Station, deputy, post, subpoint};
use domain::task::{Obligation, Template, obligation, template};
use domain::visit::{self, Visit};
use domain::voice::{self, Voice};
use serde::Deserialize;
use serde_json::Value as Json;
use ts_rs::{Config, TS, TypeVisitor};

pub use crate::typing::{clashing_names, typescript};

use crate::outcome::On;
use crate::step::{step, strict};
use crate::typing::Declared;
use crate::{Error, Failure, Host, Office, Outcome, Page, Result, Who};
use crate::{
    accounts, activities, appeals, backups, checkpoints, checkup, clocks, codes, conflicts, consult, demo,
    desk, desks, exchange, exports, files, find, imports, joining, kinds, overview, parties, people, prints,
    redactions, reference, revoking, rows, stations, tasks, today, trace, undo, verify, visits, voices,
};

/// One call as `gonglian calls` prints it; the shapes are TypeScript.
pub struct CallShape {
    pub name: &'static str,
    pub input: String,
    pub output: String,
}

fn parse<T: for<'de> Deserialize<'de>>(input: Json) -> Result<T> {
    serde_json::from_value(input).map_err(|e| Failure::BadInput { problem: e.to_string() }.into())
}

/// A form as it is typed, with every id in it of a noun that its field may name.
fn form<T: for<'de> Deserialize<'de> + serde::Serialize>(
    office: &Office,
    name: &str,
    input: Json,
) -> Result<T> {
    let typed = strict::<T>(input.clone())?;
    office.desk.read(|reader| kinds::check(reader, name, &input))?;
    Ok(typed)
}

fn answer<T: serde::Serialize>(value: &T) -> Result<Json> {
    serde_json::to_value(value).map_err(|e| Failure::Broken { what: e.to_string() }.into())
}

macro_rules! calls {
    (
        before { $($bpath:path => $bname:ident($bin:ty) -> $bout:ty;)* }
        after { $($path:path => $name:ident($in:ty) -> $out:ty;)* }
        forms { $($fpath:path => $form:ident($form_in:ty) -> $form_out:ty;)* }
        steps { $($verb:path => $step:ident($step_in:ty) on $noun:ty;)* }
    ) => {
        /// Calls that need nobody signed in.
        pub(crate) fn before(host: &Host, name: &str, input: &Json) -> Option<Result<Json>> {
            match name {
                $(stringify!($bname) => Some(parse::<$bin>(input.clone()).and_then(|i| $bpath(host, i)).and_then(|o| answer(&o))),)*
                _ => None,
            }
        }

        /// Calls of a person who is signed in.
        pub(crate) fn after(office: &Office, who: &Who, name: &str, input: Json) -> Result<Json> {
            match name {
                $(stringify!($name) => parse::<$in>(input).and_then(|i| $path(office, who, i)).and_then(|o| answer(&o)),)*
                // Put together from the forms of several nouns: what none of them knows is refused.
                $(stringify!($form) => form::<$form_in>(office, name, input).and_then(|i| $fpath(office, who, i)).and_then(|o| answer(&o)),)*
                $(stringify!($step) => {
                    step::<$noun, $step_in, _>((office, who), stringify!($step), input, $verb).and_then(|o| answer(&o))
                })*
                _ => Err(Error::from(Failure::UnknownCall { name: name.to_owned() })),
            }
        }

        pub(crate) fn is_known(name: &str) -> bool {
            [$(stringify!($bname),)* $(stringify!($name),)* $(stringify!($form),)* $(stringify!($step),)*].contains(&name)
        }

        /// Every call with its shapes.
        #[must_use]
        pub fn shapes() -> Vec<CallShape> {
            let cfg = config();
            vec![
                $(CallShape { name: stringify!($bname), input: <$bin>::name(&cfg), output: <$bout>::name(&cfg) },)*
                $(CallShape { name: stringify!($name), input: <$in>::name(&cfg), output: <$out>::name(&cfg) },)*
                $(CallShape { name: stringify!($form), input: <$form_in>::name(&cfg), output: <$form_out>::name(&cfg) },)*
                $(CallShape {
                    name: stringify!($step),
                    input: format!("On & {}", <$step_in>::name(&cfg)),
                    output: <Outcome<desk::Done>>::name(&cfg),
                },)*
            ]
        }

        pub(crate) fn declare(types: &mut Declared) {
            $(types.visit::<$bin>(); types.visit::<$bout>();)*
            $(types.visit::<$in>(); types.visit::<$out>();)*
            $(types.visit::<$form_in>(); types.visit::<$form_out>();)*
            $(types.visit::<$step_in>();)*
            types.visit::<On>();
        }
    };
}

calls! {
    before {
        desk::desk_state => desk_state(desk::DeskState) -> desk::DeskStateView;
        desk::about => about(desk::Nothing) -> desk::About;
        desk::licences => licences(desk::Nothing) -> desk::Licences;
        desk::spare_font => spare_font(desk::Nothing) -> desk::SpareFont;
        desk::offices => offices(desk::Nothing) -> Vec<desk::OfficeChoice>;
        desk::found_desk => found_desk(desk::FoundDesk) -> desk::Founded;
        desk::confirm_sheet => confirm_sheet(desk::ConfirmSheet) -> desk::Done;
        demo::make_demo => make_demo(demo::MakeDemo) -> demo::Progress;
        joining::join_desk => join_desk(joining::JoinDesk) -> joining::Joining;
        joining::request_again => request_again(joining::RequestAgain) -> joining::StillJoining;
        joining::take_enrolment => take_enrolment(joining::TakeEnrolment) -> joining::Enrolment;
        accounts::remove_account => remove_account(accounts::RemoveAccount) -> desk::Done;
        accounts::rekey_file => rekey_file(desk::Nothing) -> desk::Done;
        accounts::renew_sheet => renew_sheet(desk::Nothing) -> desk::Founded;
        accounts::open_by_sheet => open_by_sheet(accounts::OpenBySheet) -> desk::SignedIn;
        backups::copies_in => copies_in(backups::CopiesIn) -> backups::FoundCopies;
        backups::upgrade_copy => upgrade_copy(desk::Nothing) -> backups::FoundCopies;
        backups::restore_by_sheet => restore_by_sheet(backups::RestoreBySheet) -> desk::SignedIn;
        backups::restore_backup => restore_backup(backups::RestoreBackup) -> desk::SignedIn;
        desk::desk_place => desk_place(desk::Nothing) -> desk::DeskPlace;
        desk::move_desk => move_desk(desk::MoveDesk) -> desk::MovedDesk;
        desk::opening => opening(desk::Nothing) -> desk::OpeningView;
        desk::choose_opening => choose_opening(desk::ChooseOpening) -> desk::OpeningView;
        desk::sign_in => sign_in(desk::SignIn) -> desk::SignedIn;
        desk::sign_out => sign_out(desk::Nothing) -> desk::Done;
    }
    after {
        appeals::list_appeals => list_appeals(rows::Listed) -> Page<rows::Row>;
        appeals::open_appeal => open_appeal(appeals::OneRecord) -> appeals::AppealView;
        stations::list_stations => list_stations(rows::Listed) -> Page<rows::Row>;
        stations::open_station => open_station(appeals::OneRecord) -> stations::StationView;
        stations::answerable_on => answerable_on(stations::AnswerableOn) -> stations::Answerable;
        stations::station_map => station_map(desk::Nothing) -> stations::StationMap;
        stations::list_deputies => list_deputies(rows::Listed) -> Page<rows::Row>;
        stations::open_deputy => open_deputy(appeals::OneRecord) -> stations::DeputyView;
        people::list_people => list_people(rows::Listed) -> Page<rows::Row>;
        people::open_person => open_person(appeals::OneRecord) -> people::StaffView;
        people::preview_hand_over => preview_hand_over(people::PreviewHandOver) -> people::HandOverPreview;
        visits::list_visits => list_visits(rows::Listed) -> Page<rows::Row>;
        visits::open_visit => open_visit(appeals::OneRecord) -> visits::VisitView;
        parties::known_party => known_party(parties::KnownParty) -> parties::KnownBefore;
        parties::check_identity => check_identity(parties::CheckIdentity) -> parties::IdentityView;
        voices::list_voices => list_voices(rows::Listed) -> Page<rows::Row>;
        voices::open_voice => open_voice(appeals::OneRecord) -> voices::VoiceView;
        activities::list_activities => list_activities(rows::Listed) -> Page<rows::Row>;
        activities::open_activity => open_activity(appeals::OneRecord) -> activities::ActivityView;
        activities::sign_in_sheet => sign_in_sheet(appeals::OneRecord) -> activity::SignInSheet;
        tasks::list_templates => list_templates(rows::Listed) -> Page<rows::Row>;
        tasks::open_template => open_template(appeals::OneRecord) -> tasks::TemplateView;
        tasks::list_obligations => list_obligations(rows::Listed) -> Page<rows::Row>;
        tasks::open_obligation => open_obligation(appeals::OneRecord) -> tasks::ObligationView;
        tasks::task_grid => task_grid(tasks::TaskGridIn) -> tasks::TaskGrid;
        today::today => today(today::TodayIn) -> today::TodayView;
        imports::preview_station_import => preview_station_import(imports::ListFile) -> imports::ImportPreview;
        imports::preview_station_rows => preview_station_rows(imports::StationRowsIn) -> imports::StationRows;
        exports::export_list => export_list(exports::ExportList) -> exports::FileOut;
        exports::export_overview => export_overview(exports::ExportOverview) -> exports::FileOut;
        exports::export_grid => export_grid(tasks::TaskGridIn) -> exports::FileOut;
        files::open_file => open_file(files::FileOf) -> files::FileView;
        exchange::record_files => record_files(appeals::OneRecord) -> Vec<exchange::RecordFile>;
        exchange::waiting_files => waiting_files(desk::Nothing) -> Vec<exchange::WaitingFile>;
        files::export_file => export_file(files::FileOf) -> exports::FileOut;
        undo::preview_undo => preview_undo(undo::DeedOf) -> undo::UndoPreview;
        reference::list_rules => list_rules(desk::Nothing) -> reference::RulesView;
        reference::preview_rules => preview_rules(reference::RulesText) -> reference::RulesPreview;
        reference::list_calendars => list_calendars(desk::Nothing) -> reference::CalendarsView;
        reference::preview_calendar => preview_calendar(reference::CalendarText) -> reference::CalendarPreview;
        reference::preview_take_over => preview_take_over(reference::TakeOverRules) -> reference::TakeOverPreview;
        accounts::account_choices => account_choices(desk::Nothing) -> accounts::AccountChoices;
        trace::list_log => list_log(trace::ListLog) -> trace::LogPage;
        accounts::list_accounts => list_accounts(desk::Nothing) -> Vec<accounts::AccountRow>;
        backups::list_backups => list_backups(desk::Nothing) -> backups::Backups;
        appeals::list_sealed => list_sealed(desk::Nothing) -> Vec<appeals::SealedRow>;
        appeals::open_sealed => open_sealed(appeals::OneRecord) -> appeals::SealedView;
        appeals::list_sealings => list_sealings(desk::Nothing) -> Vec<appeals::SealingRow>;
        redactions::list_redactions => list_redactions(desk::Nothing) -> Vec<redactions::RedactionRow>;
        overview::counts => counts(desk::Nothing) -> std::collections::BTreeMap<String, overview::Count>;
        overview::overview => overview(overview::OverviewIn) -> overview::Overview;
        desks::list_desks => list_desks(desk::Nothing) -> desks::DeskList;
        exchange::exchange_state => exchange_state(desk::Nothing) -> exchange::ExchangeView;
        exchange::hub_state => hub_state(desk::Nothing) -> exchange::HubView;
        exchange::try_hub => try_hub(desk::Nothing) -> exchange::HubTried;
        exchange::record_travel => record_travel(appeals::OneRecord) -> exchange::RecordTravel;
        exchange::bundles_in => bundles_in(exchange::BundlesIn) -> exchange::FoundBundles;
        exchange::preview_bundle => preview_bundle(exchange::PreviewBundle) -> exchange::BundlePreview;
        exchange::export_progress => export_progress(desk::Nothing) -> exchange::ExportProgress;
        exchange::list_discs => list_discs(desk::Nothing) -> Vec<exchange::DiscRow>;
        conflicts::list_conflicts => list_conflicts(desk::Nothing) -> Vec<conflicts::ConflictRow>;
        exchange::list_put_away => list_put_away(desk::Nothing) -> exchange::PutAways;
        exchange::list_held => list_held(desk::Nothing) -> Vec<exchange::HeldRow>;
        revoking::list_quarantine => list_quarantine(desk::Nothing) -> revoking::Quarantine;
        revoking::preview_revoke_desk => preview_revoke_desk(revoking::OneDesk) -> revoking::RevocationPreview;
        revoking::preview_revoke_person => preview_revoke_person(revoking::OneAccount) -> revoking::RevocationPreview;
        joining::open_request => open_request(joining::RequestFile) -> joining::RequestView;
        verify::rebuild => rebuild(desk::Nothing) -> desk::Done;
        verify::last_verify => last_verify(desk::Nothing) -> verify::LastVerify;
        checkpoints::list_checkpoints => list_checkpoints(desk::Nothing) -> checkpoints::Checkpoints;
        checkpoints::match_checkpoint => match_checkpoint(checkpoints::MatchCheckpoint) -> checkpoints::MatchedCheckpoint;
        checkup::list_checks => list_checks(desk::Nothing) -> Vec<checkup::CheckName>;
        checkup::run_check => run_check(checkup::RunCheck) -> checkup::CheckLine;
        checkup::export_checks => export_checks(checkup::ExportChecks) -> exports::FileOut;
        verify::verify => verify(desk::Nothing) -> verify::Verified;
        codes::codes => codes(codes::CodesOf) -> Vec<codes::CodeView>;
        clocks::explain_deadline => explain_deadline(domain::deadline::ExplainDeadline) -> domain::deadline::DeadlineView;
        find::find => find(find::Find) -> find::Found;
        find::count_found => count_found(find::Find) -> u64;
        consult::unmask => unmask(consult::Unmask) -> consult::Unmasked;
        appeals::order_sealing => order_sealing(appeals::OrderSealing) -> Outcome<desk::Done>;
        appeals::approve_sealing => approve_sealing(On) -> Outcome<desk::Done>;
        redactions::approve_redaction => approve_redaction(On) -> Outcome<desk::Done>;
        redactions::decline_redaction => decline_redaction(On) -> Outcome<desk::Done>;
        joining::enrol_desk => enrol_desk(joining::EnrolDesk) -> Outcome<joining::Enrolled>;
        desks::grant_stream => grant_stream(desks::GrantStream) -> Outcome<desks::Granted>;
        desks::end_stream => end_stream(desks::EndStream) -> Outcome<desk::Done>;
        desks::set_silent_days => set_silent_days(desks::SetSilentDays) -> desk::Done;
        exchange::export_bundle => export_bundle(exchange::ExportBundle) -> exchange::Exported;
        exchange::stop_export => stop_export(desk::Nothing) -> desk::Done;
        exchange::request_hub => request_hub(desk::Nothing) -> exchange::HubRequest;
        exchange::set_hub => set_hub(exchange::SetHub) -> desk::Done;
        exchange::set_hub_rhythm => set_hub_rhythm(exchange::SetHubRhythm) -> desk::Done;
        exchange::exchange_now => exchange_now(desk::Nothing) -> Outcome<exchange::Exchanged>;
        exchange::exchange_if_due => exchange_if_due(desk::Nothing) -> Outcome<exchange::HubBeat>;
        exchange::exchange_files => exchange_files(desk::Nothing) -> exchange::FilesCarried;
        exchange::stop_files => stop_files(desk::Nothing) -> desk::Done;
        exchange::set_files_room => set_files_room(exchange::FilesRoom) -> desk::Done;
        exchange::fetch_file => fetch_file(files::FileOf) -> exchange::FetchedFile;
        exchange::stop_fetch => stop_fetch(files::FileOf) -> desk::Done;
        exchange::stop_exchange => stop_exchange(desk::Nothing) -> desk::Done;
        exchange::take_bundle => take_bundle(exchange::TakeBundle) -> Outcome<exchange::TakenBundle>;
        exchange::confirm_disc => confirm_disc(exchange::ConfirmDisc) -> desk::Done;
        checkpoints::write_checkpoint => write_checkpoint(desk::Nothing) -> Outcome<stations::Opened>;
        conflicts::resolve_conflict => resolve_conflict(conflicts::ResolveConflictIn) -> Outcome<desk::Done>;
        exchange::retry_held => retry_held(exchange::RetryHeld) -> Outcome<Vec<exchange::HeldRow>>;
        revoking::revoke_desk => revoke_desk(revoking::RevokeDesk) -> Outcome<revoking::Revoked>;
        revoking::revoke_person => revoke_person(revoking::RevokePerson) -> Outcome<revoking::Revoked>;
        revoking::adopt_entries => adopt_entries(revoking::AdoptEntries) -> Outcome<revoking::DecidedEntries>;
        revoking::refuse_entries => refuse_entries(revoking::RefuseEntries) -> Outcome<revoking::DecidedEntries>;
        exchange::refuse_held => refuse_held(exchange::RefuseHeld) -> desk::Done;
        appeals::write_note => write_note(appeals::WriteNoteIn) -> Outcome<stations::Opened>;
        tasks::generate_obligations => generate_obligations(tasks::GenerateObligations) -> Outcome<tasks::GeneratedObligations>;
        imports::import_stations => import_stations(imports::ImportStations) -> Outcome<imports::FateCounts>;
        files::attach_file => attach_file(files::AttachFile) -> files::Attached;
        undo::undo => undo(undo::Undo) -> Outcome<desk::Done>;
        reference::import_calendar => import_calendar(reference::CalendarText) -> Outcome<reference::CalendarsView>;
        reference::import_rules => import_rules(reference::RulesText) -> Outcome<reference::TakenOver>;
        reference::take_over_rules => take_over_rules(reference::TakeOverRules) -> Outcome<reference::TakenOver>;
        backups::backup_now => backup_now(backups::BackupNow) -> backups::CopyView;
        backups::set_backup => set_backup(backups::SetBackup) -> desk::Done;
        accounts::reset_password => reset_password(accounts::ResetPassword) -> Outcome<desk::Done>;
        prints::print_visit_sheet => print_visit_sheet(appeals::OneRecord) -> Outcome<prints::Printed>;
        prints::print_sign_in => print_sign_in(appeals::OneRecord) -> Outcome<prints::Printed>;
        prints::print_checkpoint => print_checkpoint(appeals::OneRecord) -> Outcome<prints::Printed>;
        prints::print_deadline => print_deadline(prints::PrintStrip) -> Outcome<prints::Printed>;
        accounts::amend_account => amend_account(accounts::AmendAccount) -> Outcome<desk::Done>;
        accounts::give_letter => give_letter(desk::Nothing) -> Outcome<accounts::GivenLetter>;
        accounts::name_handler => name_handler(accounts::NameHandler) -> Outcome<desk::Done>;
        accounts::add_account => add_account(accounts::AddAccount) -> Outcome<accounts::AccountAdded>;
        desk::change_password => change_password(desk::ChangePassword) -> desk::Done;
        desk::list_drafts => list_drafts(desk::Nothing) -> Vec<desk::DraftRow>;
        desk::open_draft => open_draft(desk::DraftId) -> desk::OpenedDraft;
        desk::save_draft => save_draft(desk::SaveDraft) -> desk::SavedDraft;
        desk::drop_draft => drop_draft(desk::DraftId) -> desk::Done;
    }
    forms {
        visits::preview_limits => preview_limits(visits::PreviewLimits) -> visits::LimitsPreview;
        appeals::register_appeal => register_appeal(appeals::RegisterAppeal) -> Outcome<appeals::RegisteredAppeal>;
        visits::log_visit => log_visit(visits::LogVisitIn) -> Outcome<visits::LoggedVisit>;
        voices::register_voice => register_voice(stations::AtStation<voice::RegisterVoice>) -> Outcome<voices::RegisteredVoice>;
        activities::plan_activity => plan_activity(activities::PlanActivityIn) -> Outcome<activities::BegunActivity>;
        activities::hold_activity => hold_activity(activities::HoldActivityIn) -> Outcome<activities::BegunActivity>;
        tasks::issue_template => issue_template(template::IssueTemplate) -> Outcome<stations::Opened>;
        stations::add_station => add_station(station::OpenStation) -> Outcome<stations::Opened>;
        stations::add_subpoint => add_subpoint(stations::AtStation<subpoint::OpenSubpoint>) -> Outcome<stations::Opened>;
        stations::register_deputy => register_deputy(stations::AtStation<deputy::RegisterDeputy>) -> Outcome<stations::Opened>;
        stations::appoint_post => appoint_post(stations::AtStation<post::AppointPost>) -> Outcome<stations::Opened>;
        people::register_person => register_person(staff::RegisterPerson) -> Outcome<stations::Opened>;
        people::substitute_person => substitute_person(people::Substituted) -> Outcome<desk::Done>;
        people::hand_over => hand_over(people::HandOverIn) -> Outcome<people::HandedOver>;
        redactions::redact_field => redact_field(redactions::RedactFieldIn) -> Outcome<stations::Opened>;
        prints::print_notice => print_notice(prints::PrintNotice) -> Outcome<prints::Printed>;
        prints::print_reply => print_reply(prints::Letter) -> Outcome<prints::Printed>;
    }
    steps {
        appeals::answer_on_spot => answer_on_spot(enter::AnswerOnSpot) on Appeal;
        appeals::complete_appeal => complete_appeal(appeals::WithPeople<enter::CompleteAppeal>) on Appeal;
        appeals::amend_appeal => amend_appeal(appeals::WithPeople<enter::AmendAppeal>) on Appeal;
        sort::accept_appeal => accept_appeal(sort::AcceptAppeal) on Appeal;
        sort::refuse_appeal => refuse_appeal(sort::RefuseAppeal) on Appeal;
        sort::decline_appeal => decline_appeal(sort::DeclineAppeal) on Appeal;
        sort::guide_appeal => guide_appeal(sort::GuideAppeal) on Appeal;
        sort::refer_appeal => refer_appeal(sort::ReferAppeal) on Appeal;
        sort::object_referral => object_referral(sort::ObjectReferral) on Appeal;
        sort::request_materials => request_materials(sort::RequestMaterials) on Appeal;
        sort::supplement_materials => supplement_materials(sort::SupplementMaterials) on Appeal;
        handing::ask_hand_over => ask_hand_over(handing::AskHandOver) on Appeal;
        appeals::approve_hand_over => approve_hand_over(handing::ApproveHandOver) on Appeal;
        handing::refuse_hand_over => refuse_hand_over(handing::RefuseHandOver) on Appeal;
        appeals::return_hand_over => return_hand_over(handing::ReturnHandOver) on Appeal;
        appeals::take_in_appeal => take_in_appeal(handing::TakeInAppeal) on Appeal;
        sort::assign_appeal => assign_appeal(sort::AssignAppeal) on Appeal;
        sort::return_assignment => return_assignment(sort::ReturnAssignment) on Appeal;
        sort::sign_for_referral => sign_for_referral(sort::SignForReferral) on Appeal;
        sort::record_referral_reply => record_referral_reply(sort::RecordReferralReply) on Appeal;
        sort::return_referral => return_referral(sort::ReturnReferral) on Appeal;
        handle::take_on_appeal => take_on_appeal(handle::TakeOnAppeal) on Appeal;
        appeals::assign_handler => assign_handler(handle::AssignHandler) on Appeal;
        appeals::hand_over_appeal => hand_over_appeal(handle::HandOverAppeal) on Appeal;
        appeals::declare_recusal => declare_recusal(handle::DeclareRecusal) on Appeal;
        appeals::clear_conflict => clear_conflict(handle::ClearConflict) on Appeal;
        appeals::reply_procedurally => reply_procedurally(handle::GiveNotice) on Appeal;
        handle::note_progress => note_progress(handle::NoteProgress) on Appeal;
        handle::urge_appeal => urge_appeal(handle::UrgeAppeal) on Appeal;
        handle::link_same => link_same(handle::LinkSame) on Appeal;
        handle::unlink_same => unlink_same(handle::UnlinkSame) on Appeal;
        handle::set_external_no => set_external_no(handle::SetExternalNo) on Appeal;
        limit::record_event => record_event(procedure::RecordEvent) on Appeal;
        limit::request_extension => request_extension(limit::RequestExtension) on Appeal;
        limit::request_pause => request_pause(limit::RequestPause) on Appeal;
        limit::request_resume => request_resume(limit::RequestResume) on Appeal;
        limit::grant_request => grant_request(limit::GrantRequest) on Appeal;
        limit::refuse_request => refuse_request(limit::RefuseRequest) on Appeal;
        appeals::record_paper_grant => record_paper_grant(limit::RecordPaperGrant) on Appeal;
        limit::confirm_paper_grant => confirm_paper_grant(limit::ConfirmPaperGrant) on Appeal;
        appeals::seal_appeal => seal_appeal(appeals::SealAppealIn) on Appeal;
        domain::sealed::reply_sealed => reply_sealed(domain::sealed::ReplySealed) on Appeal;
        appeals::propose_conclusion => propose_conclusion(conclude::ProposeConclusion) on Appeal;
        appeals::approve_conclusion => approve_conclusion(conclude::ApproveConclusion) on appeals::Drafted;
        appeals::send_back_conclusion => send_back_conclusion(conclude::SendBackConclusion) on Appeal;
        appeals::record_paper_approval => record_paper_approval(conclude::RecordPaperApproval) on appeals::Drafted;
        conclude::confirm_paper_approval => confirm_paper_approval(conclude::ConfirmPaperApproval) on Appeal;
        conclude::dispute_paper_approval => dispute_paper_approval(conclude::DisputePaperApproval) on Appeal;
        feedback::log_contact_attempt => log_contact_attempt(feedback::LogContactAttempt) on Appeal;
        feedback::deliver_appeal => deliver_appeal(feedback::DeliverAppeal) on Appeal;
        feedback::evaluate_appeal => evaluate_appeal(feedback::EvaluateAppeal) on Appeal;
        feedback::sample_appeal => sample_appeal(feedback::SampleAppeal) on Appeal;
        feedback::settle_appeal => settle_appeal(feedback::SettleAppeal) on Appeal;
        feedback::archive_appeal => archive_appeal(feedback::ArchiveAppeal) on Appeal;
        visits::amend_visit => amend_visit(visit::AmendVisit) on Visit;
        visits::complete_visit => complete_visit(visit::CompleteVisit) on Visit;
        parties::amend_party => amend_party(party::AmendParty) on Party;
        voices::amend_voice => amend_voice(voice::AmendVoice) on Voice;
        voices::sort_voice => sort_voice(voices::SortVoiceIn) on Voice;
        voices::convert_voice => convert_voice(voices::ConvertVoiceIn) on Voice;
        voice::decide_voice => decide_voice(voice::DecideVoice) on Voice;
        voice::assign_proposal => assign_proposal(voice::AssignProposal) on Voice;
        voice::accept_proposal => accept_proposal(voice::AcceptProposal) on Voice;
        voice::return_proposal => return_proposal(voice::ReturnProposal) on Voice;
        voice::record_voice_event => record_voice_event(procedure::RecordEvent) on Voice;
        voice::communicate_voice => communicate_voice(voice::CommunicateVoice) on Voice;
        voice::answer_voice => answer_voice(voice::AnswerVoice) on Voice;
        voice::evaluate_voice => evaluate_voice(voice::EvaluateVoice) on Voice;
        voice::settle_voice => settle_voice(voice::SettleVoice) on Voice;
        voice::archive_voice => archive_voice(voice::ArchiveVoice) on Voice;
        activities::amend_activity => amend_activity(activity::AmendActivity) on Activity;
        activity::give_notice => give_notice(activity::GiveNotice) on Activity;
        activities::settle_opinion => settle_opinion(activities::SettleOpinionIn) on Activity;
        activity::close_activity => close_activity(activity::CloseActivity) on Activity;
        activity::cancel_activity => cancel_activity(activity::CancelActivity) on Activity;
        activities::name_hearers => name_hearers(hearing::NameHearers) on Activity;
        hearing::record_hearing => record_hearing(hearing::RecordHearing) on Activity;
        hearing::ask_hearing_approval => ask_hearing_approval(hearing::AskHearingApproval) on Activity;
        hearing::approve_hearing => approve_hearing(hearing::ApproveHearing) on Activity;
        hearing::send_back_hearing => send_back_hearing(hearing::SendBackHearing) on Activity;
        activities::record_hearing_approval => record_hearing_approval(hearing::RecordHearingApproval) on Activity;
        hearing::confirm_hearing_approval => confirm_hearing_approval(hearing::ConfirmHearingApproval) on Activity;
        template::amend_template => amend_template(template::AmendTemplate) on Template;
        template::stop_template => stop_template(template::StopTemplate) on Template;
        obligation::acknowledge_obligation => acknowledge_obligation(obligation::AcknowledgeObligation) on Obligation;
        tasks::prove_obligation => prove_obligation(tasks::ProveObligationIn) on Obligation;
        obligation::withdraw_proof => withdraw_proof(obligation::WithdrawProof) on Obligation;
        tasks::add_local_action => add_local_action(tasks::AddLocalActionIn) on Obligation;
        obligation::submit_obligation => submit_obligation(obligation::SubmitObligation) on Obligation;
        obligation::pass_obligation => pass_obligation(obligation::PassObligation) on Obligation;
        obligation::send_back_obligation => send_back_obligation(obligation::SendBackObligation) on Obligation;
        obligation::excuse_obligation => excuse_obligation(obligation::ExcuseObligation) on Obligation;
        station::amend_station => amend_station(station::AmendStation) on Station;
        station::close_station => close_station(station::CloseStation) on Station;
        station::reopen_station => reopen_station(station::ReopenStation) on Station;
        subpoint::amend_subpoint => amend_subpoint(subpoint::AmendSubpoint) on subpoint::Subpoint;
        subpoint::close_subpoint => close_subpoint(subpoint::CloseSubpoint) on subpoint::Subpoint;
        deputy::amend_deputy => amend_deputy(deputy::AmendDeputy) on deputy::Deputy;
        deputy::end_deputy => end_deputy(deputy::EndDeputy) on deputy::Deputy;
        post::relieve_post => relieve_post(post::RelievePost) on post::Post;
        staff::amend_person => amend_person(staff::AmendPerson) on Staff;
        staff::leave_person => leave_person(staff::LeavePerson) on Staff;
        staff::return_person => return_person(staff::ReturnPerson) on Staff;
        staff::end_substitute => end_substitute(staff::EndSubstitute) on Staff;
    }
}

/// Whole numbers cross as JSON numbers: none of ours passes what a double holds exactly.
pub(crate) fn config() -> Config {
    Config::default().with_large_int("number")
}
